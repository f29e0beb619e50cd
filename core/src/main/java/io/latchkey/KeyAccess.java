package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Finds what an actor may touch; everything is looked up in the actor's own account. */
final class KeyAccess {

  private final Engine engine;
  private final Adoption adoption;

  KeyAccess(Engine engine, Adoption adoption) {
    this.engine = engine;
    this.adoption = adoption;
  }

  /** A key on which the actor may do the operation. */
  Found require(Actor actor, Operation operation, KeyId keyId) {
    Set<ApiType> allowed = engine.authorizer().allowed(actor, operation);
    AccountState account = account(actor.account(), operation);
    Optional<StoredKey> stored = find(actor.account(), keyId);
    Optional<ApiType> type = stored.flatMap(key -> engine.types().byName(key.record().apiType()));
    if (stored.isEmpty() || type.isEmpty() || !allowed.contains(type.get())) {
      throw notFound(actor.account(), keyId, allowed);
    }
    return new Found(stored.get(), type.get(), account);
  }

  /** A key, which is adopted first if it is waiting for that. */
  private Optional<StoredKey> find(AccountId account, KeyId keyId) {
    Optional<StoredKey> found = engine.store().findKey(account.value(), keyId.value());
    if (found.isPresent() || !adoption.stages()) {
      return found;
    }
    adoption.adopt(account.value(), keyId.value());
    // If it was not staged, another node may have adopted it since it was not found.
    return engine.store().findKey(account.value(), keyId.value());
  }

  private RefusedException notFound(AccountId account, KeyId keyId, Set<ApiType> allowed) {
    boolean staged =
        engine
            .reveals()
            .typeOfStaged(account, keyId)
            .flatMap(engine.types()::byName)
            .filter(allowed::contains)
            .isPresent();
    return staged
        ? new RefusedException(
            RefusalReason.NOT_COMMITTED,
            "the transaction that key "
                + keyId
                + " was created in has not committed, or was rolled back",
            keyId)
        : new RefusedException(
            RefusalReason.KEY_NOT_FOUND, "account " + account + " has no key " + keyId, keyId);
  }

  /** A key that the host itself found in an account. */
  Found ofHost(AccountId accountId, KeyId keyId) {
    Optional<StoredKey> stored = engine.store().findKey(accountId.value(), keyId.value());
    Optional<ApiType> type = stored.flatMap(key -> engine.types().byName(key.record().apiType()));
    if (stored.isEmpty() || type.isEmpty()) {
      throw new RefusedException(RefusalReason.NOT_A_KEY, "key " + keyId + " was removed", keyId);
    }
    return new Found(
        stored.get(), type.get(), AccountState.read(engine.store(), accountId.value()));
  }

  /**
   * A key that is one of many to be ended; empty if its row is not as the library wrote it. Then it
   * is refused anyway, and must not keep the others from being ended.
   */
  static Optional<StoredKey> whole(Engine engine, String accountId, String keyId) {
    try {
      return engine.store().findKey(accountId, keyId);
    } catch (RefusedException e) {
      if (e.reason() == RefusalReason.SEAL_BROKEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The account's state; a suspended account can be looked at and made safer, an erased one is
   * gone.
   */
  @CanIgnoreReturnValue
  AccountState account(AccountId accountId, Operation operation) {
    AccountState account = AccountState.read(engine.store(), accountId.value());
    boolean stopped =
        switch (operation) {
          // A snapshot of a suspended account says so, which is how its keys stop at a gateway.
          case VIEW_KEYS, READ_AUDIT, DISABLE_KEY, REVOKE_KEY, EXPORT_SNAPSHOT -> account.erased();
          default -> !account.active();
        };
    if (stopped) {
      throw new RefusedException(
          RefusalReason.ACCOUNT_STOPPED, "account " + accountId + " is " + account.status());
    }
    return account;
  }

  /** A key, the type it is of, and the state of its account that the decision rests on. */
  record Found(StoredKey key, ApiType type, AccountState account) {

    KeyId id() {
      return new KeyId(key.record().keyId());
    }

    KeyState state(Instant now) {
      return KeyRows.state(key, now);
    }

    KeyInfo info(Instant now) {
      return new KeyInfo(key, type, now);
    }
  }
}
