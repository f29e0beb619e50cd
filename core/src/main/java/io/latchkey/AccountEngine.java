package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The accounts over a store. */
final class AccountEngine implements AccountRegistry {

  private static final int BATCH = 200;

  /** How many events a commit removes, so that the host's own trail is never held for long. */
  private static final int TRAIL_BATCH = 1_000;

  private final Engine engine;
  private final Adoption adoption;
  private final @Nullable PrivateKey signingKey;

  AccountEngine(Engine engine, Adoption adoption, @Nullable PrivateKey signingKey) {
    this.engine = engine;
    this.adoption = adoption;
    this.signingKey = signingKey;
  }

  @Override
  public AccountStatus status(AccountId account) {
    return engine
        .transactions()
        .read(
            () -> {
              AccountState state = AccountState.read(engine.store(), account.value());
              try {
                return AccountStatus.valueOf(state.status().toUpperCase(Locale.ROOT));
              } catch (IllegalArgumentException e) {
                throw new UnreadableRecordException(
                    account.value(), "account " + account + " has an unknown status", e);
              }
            });
  }

  @Override
  public void suspend(HostActor host, AccountId account) {
    change(host, account, AccountState.SUSPENDED, "account_suspended");
  }

  @Override
  public void resume(HostActor host, AccountId account) {
    change(host, account, AccountState.ACTIVE, "account_resumed");
  }

  private void change(HostActor host, AccountId account, String status, String event) {
    engine
        .transactions()
        .run(
            HostOperation.CHANGE_ACCOUNT_STATUS.code(),
            now -> {
              engine.authorizer().host(host, HostOperation.CHANGE_ACCOUNT_STATUS);
              AccountState state = AccountState.read(engine.store(), account.value());
              if (state.erased()) {
                throw new RefusedException(
                    RefusalReason.ACCOUNT_STOPPED, "account " + account + " is erased");
              }
              return state.status().equals(status)
                  ? Plan.unchanged(false)
                  : plan(host, state, status, event, now);
            });
  }

  private static Plan<Boolean> plan(
      HostActor host, AccountState state, String status, String event, Instant now) {
    Commit commit =
        Commit.builder(AuditChain.HOST)
            .putAccount(state.next(status))
            .event(Events.host(now, host, event, Events.ACCOUNT, state.id(), Map.of()))
            .build();
    return Plan.commit(commit, () -> true);
  }

  @Override
  public Erasure erase(HostActor host, AccountId account) {
    String operation = HostOperation.ERASE_ACCOUNT.code();
    engine.transactions().run(operation, now -> close(host, account, now));
    int removed = 0;
    for (int batch = -1; batch != 0; removed += batch) {
      batch = engine.transactions().run(operation, now -> removeKeys(host, account, now));
    }
    // The account is erased, so nothing that is staged becomes a key any more: it is discarded.
    adoption.sweep(staged -> staged.accountId().equals(account.value()));
    boolean more = true;
    while (more) {
      more = engine.transactions().run(operation, now -> shortenTrail(host, account, now));
    }
    int keysRemoved = removed;
    return engine.transactions().run(operation, now -> finish(host, account, keysRemoved, now));
  }

  private Plan<Boolean> close(HostActor host, AccountId account, Instant now) {
    engine.authorizer().host(host, HostOperation.ERASE_ACCOUNT);
    AccountState state = AccountState.read(engine.store(), account.value());
    if (state.erased()) {
      return Plan.unchanged(false);
    }
    Commit commit =
        Commit.builder(AuditChain.HOST)
            .putAccount(state.next(AccountState.ERASED))
            .event(
                Events.host(
                    now,
                    host,
                    "account_erasure_started",
                    Events.ACCOUNT,
                    account.value(),
                    Map.of()))
            .build();
    return Plan.commit(commit, () -> true);
  }

  private Plan<Integer> removeKeys(HostActor host, AccountId account, Instant now) {
    List<StoredKey> keys =
        engine.store().listKeys(KeyCriteria.builder(BATCH).accountId(account.value()).build());
    if (keys.isEmpty()) {
      return Plan.unchanged(0);
    }
    Commit.Builder commit = Commit.builder(AuditChain.HOST);
    keys.forEach(
        key -> commit.deleteKey(new VersionedId(key.record().keyId(), key.record().version())));
    Map<String, String> facts = Map.of("keys", Integer.toString(keys.size()));
    commit.event(
        Events.host(now, host, "account_keys_erased", Events.ACCOUNT, account.value(), facts));
    return Plan.commit(commit.build(), keys::size);
  }

  /**
   * Removes the oldest events if there are more than a step takes, and leaves the rest to {@link
   * #finish}. Nothing is added to the trail of an erased account, so this comes to an end.
   */
  private Plan<Boolean> shortenTrail(HostActor host, AccountId account, Instant now) {
    AuditPage oldest = engine.store().audit(account.value(), 0, 1);
    if (oldest.events().isEmpty()) {
      return Plan.unchanged(false);
    }
    long through = oldest.events().get(0).sequence() + TRAIL_BATCH - 1;
    if (through >= oldest.head().sequence()) {
      return Plan.unchanged(false);
    }
    Map<String, String> facts = Map.of("through", Long.toString(through));
    Commit commit =
        Commit.builder(AuditChain.HOST)
            .cutChain(new ChainCut(account.value(), through))
            .event(
                Events.host(
                    now, host, "account_trail_erased", Events.ACCOUNT, account.value(), facts))
            .build();
    return Plan.commit(commit, () -> true);
  }

  /** Removes the last events, and records the erasure. */
  private Plan<Erasure> finish(HostActor host, AccountId account, int keysRemoved, Instant now) {
    ChainHead head = engine.store().audit(account.value(), 0, 1).head();
    AuditHead checkpoint = AuditHead.of(head);
    String signature = signingKey == null ? null : HeadSignature.sign(signingKey, checkpoint);
    Map<String, String> facts = new TreeMap<>();
    facts.put("sequence", Long.toString(head.sequence()));
    facts.put("hash", head.hash());
    if (signature != null) {
      facts.put("ed25519", signature);
    }
    Commit.Builder commit = Commit.builder(AuditChain.HOST);
    if (head.sequence() > 0) {
      commit.cutChain(new ChainCut(account.value(), head.sequence()));
    }
    commit.event(Events.host(now, host, "account_erased", Events.ACCOUNT, account.value(), facts));
    return Plan.commit(commit.build(), () -> new Erasure(keysRemoved, checkpoint, signature));
  }
}
