package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Finds what an actor may touch; everything is looked up in the actor's own account. */
final class KeyAccess {

  private final Engine engine;

  KeyAccess(Engine engine) {
    this.engine = engine;
  }

  /** A key on which the actor may do the operation. */
  Found require(Actor actor, Operation operation, KeyId keyId) {
    Set<ApiType> allowed = engine.authorizer().allowed(actor, operation);
    AccountState account = account(actor.account(), operation);
    Optional<StoredKey> stored = engine.store().findKey(actor.account().value(), keyId.value());
    Optional<ApiType> type = stored.flatMap(key -> engine.types().byName(key.record().apiType()));
    if (stored.isEmpty() || type.isEmpty() || !allowed.contains(type.get())) {
      throw new RefusedException(
          RefusalReason.KEY_NOT_FOUND,
          "account " + actor.account() + " has no key " + keyId,
          keyId);
    }
    return new Found(stored.get(), type.get(), account);
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
   * The account's state; a suspended account can be looked at and made safer, an erased one is
   * gone.
   */
  @CanIgnoreReturnValue
  AccountState account(AccountId accountId, Operation operation) {
    AccountState account = AccountState.read(engine.store(), accountId.value());
    boolean stopped =
        switch (operation) {
          case VIEW_KEYS, READ_AUDIT, DISABLE_KEY, REVOKE_KEY -> account.erased();
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
