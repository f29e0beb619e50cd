package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends many keys: all of a partner, a leaked one whoever owns it, and the removal of keys that
 * ended long ago.
 */
final class BulkEndings {

  private static final int BATCH = 100;
  private static final Set<String> LIVE =
      EnumSet.of(KeyState.PENDING, KeyState.ACTIVE, KeyState.DISABLED).stream()
          .map(KeyState::code)
          .collect(Collectors.toUnmodifiableSet());

  private final Engine engine;
  private final KeyAccess access;
  private final Adoption adoption;
  private final VerifierEngine verifier;
  private final BooleanSupplier caughtUp;

  /** {@code caughtUp} brings the index up to date and tells whether that was possible. */
  BulkEndings(
      Engine engine,
      KeyAccess access,
      Adoption adoption,
      VerifierEngine verifier,
      BooleanSupplier caughtUp) {
    this.engine = engine;
    this.access = access;
    this.adoption = adoption;
    this.verifier = verifier;
    this.caughtUp = caughtUp;
  }

  int revokeAll(Actor actor, PartnerId partner, Revocation revocation) {
    Set<ApiType> allowed =
        engine
            .transactions()
            .check(Operation.REVOKE_KEY.code(), () -> mayRevoke(actor, revocation));
    Set<String> types = allowed.stream().map(ApiType::name).collect(Collectors.toUnmodifiableSet());
    KeyCriteria.Builder keys =
        KeyCriteria.builder(BATCH)
            .accountId(actor.account().value())
            .partnerId(partner.value())
            .apiTypes(types);
    return withStaged(
        staged ->
            staged.accountId().equals(actor.account().value())
                && staged.partnerId().equals(partner.value()),
        () -> revokeAll(keys, Events.Who.of(actor), revocation));
  }

  /**
   * What is staged becomes keys that are revoked as well. The keys that there are come first: no
   * staged row can prevent or delay that they end, and if the rest fails, the caller is told.
   */
  private int withStaged(Predicate<KeyRecord> wanted, IntSupplier revoke) {
    int revoked = revoke.getAsInt();
    if (!adoption.stages()) {
      return revoked;
    }
    adoption.sweep(wanted);
    return revoked + revoke.getAsInt();
  }

  private Set<ApiType> mayRevoke(Actor actor, Revocation revocation) {
    Set<ApiType> allowed = engine.authorizer().allowed(actor, Operation.REVOKE_KEY);
    access.account(actor.account(), Operation.REVOKE_KEY);
    engine.checks().note(revocation);
    return allowed;
  }

  int revokeAll(HostActor host, PartnerId partner, Revocation revocation) {
    engine
        .transactions()
        .check(
            HostOperation.REVOKE_PARTNER_KEYS.code(),
            () -> {
              engine.authorizer().host(host, HostOperation.REVOKE_PARTNER_KEYS);
              engine.checks().note(revocation);
              return partner;
            });
    KeyCriteria.Builder keys = KeyCriteria.builder(BATCH).partnerId(partner.value());
    return withStaged(
        staged -> staged.partnerId().equals(partner.value()),
        () -> revokeAll(keys, Events.Who.of(host), revocation));
  }

  private int revokeAll(KeyCriteria.Builder keys, Events.Who who, Revocation revocation) {
    int revoked = 0;
    KeyCriteria.@Nullable Position after = null;
    while (true) {
      KeyCriteria criteria =
          keys.states(new KeyCriteria.StatesAt(LIVE, engine.clock().now())).after(after).build();
      List<StoredKey> batch = engine.transactions().read(() -> engine.store().listKeys(criteria));
      for (List<StoredKey> ofAccount : byAccount(batch)) {
        revoked +=
            engine
                .transactions()
                .run(
                    Operation.REVOKE_KEY.code(),
                    now -> revokeBatch(ofAccount, who, revocation, now));
      }
      if (batch.size() < BATCH) {
        return revoked;
      }
      StoredKey last = batch.get(batch.size() - 1);
      after = new KeyCriteria.Position(last.details().createdAt(), last.record().keyId());
    }
  }

  private Plan<Integer> revokeBatch(
      List<StoredKey> seen, Events.Who who, Revocation revocation, Instant now) {
    String account = seen.get(0).record().accountId();
    AccountState state = AccountState.read(engine.store(), account);
    if (state.erased()) {
      return Plan.unchanged(0);
    }
    Commit.Builder commit = Commit.builder(account).guardAccount(state.guard());
    int count = 0;
    for (StoredKey listed : seen) {
      Optional<StoredKey> key = KeyAccess.whole(engine, account, listed.record().keyId());
      if (key.isPresent() && KeyRows.state(key.get(), now).live()) {
        StoredKey revoked = Endings.revoked(key.get(), who, revocation, now);
        commit.updateKey(revoked).event(Endings.revokedEvent(revoked, who, revocation, now));
        count++;
      }
    }
    int revoked = count;
    return count == 0 ? Plan.unchanged(0) : Plan.commit(commit.build(), () -> revoked);
  }

  LeakReport reportLeak(HostActor host, String keyText) {
    Match match =
        engine
            .transactions()
            .check(
                HostOperation.REPORT_LEAK.code(),
                () -> {
                  engine.authorizer().host(host, HostOperation.REPORT_LEAK);
                  return identified(keyText);
                });
    Revocation leaked = Revocation.because(RevocationReason.LEAKED);
    LeakReport report =
        engine
            .transactions()
            .run(
                HostOperation.REPORT_LEAK.code(),
                now -> {
                  KeyAccess.Found found = access.ofHost(match.accountId(), match.keyId());
                  boolean live = found.state(now).live();
                  Plan<KeyInfo> plan = Endings.revoke(found, Events.Who.of(host), leaked, now);
                  return plan.map(key -> new LeakReport(key, live));
                });
    engine.reveals().end(match.keyId());
    return report;
  }

  /** A key that another node made a moment ago, or that is staged, must not pass for none. */
  private Match identified(String keyText) {
    Match known = verifier.identify(keyText);
    if (known != null) {
      return known;
    }
    if (!caughtUp.getAsBoolean()) {
      throw new RefusedException(
          RefusalReason.NOT_AVAILABLE, "the index can't be brought up to date");
    }
    StoreUnavailableException failure = null;
    try {
      adoption.sweep();
    } catch (StoreUnavailableException e) {
      failure = e;
    }
    Match found = verifier.identify(keyText);
    if (found == null && failure != null) {
      throw failure;
    }
    if (found == null) {
      throw new RefusedException(
          RefusalReason.NOT_A_KEY, "the text is no key of this store with its right secret");
    }
    return found;
  }

  int purge(HostActor host, Instant endedBefore, int limit) {
    List<StoredKey> ended =
        engine
            .transactions()
            .check(
                HostOperation.PURGE_KEYS.code(),
                () -> {
                  engine.authorizer().host(host, HostOperation.PURGE_KEYS);
                  KeyCriteria.Builder keys = KeyCriteria.builder(limit);
                  return engine
                      .store()
                      .listKeys(keys.endedBefore(Instants.bound(endedBefore)).build());
                });
    int removed = 0;
    for (List<StoredKey> ofAccount : byAccount(ended)) {
      removed +=
          engine
              .transactions()
              .run(HostOperation.PURGE_KEYS.code(), now -> removeBatch(host, ofAccount, now));
    }
    return removed;
  }

  private Plan<Integer> removeBatch(HostActor host, List<StoredKey> seen, Instant now) {
    String account = seen.get(0).record().accountId();
    AccountState state = AccountState.read(engine.store(), account);
    if (state.erased()) {
      return Plan.unchanged(0);
    }
    Commit.Builder commit = Commit.builder(account).guardAccount(state.guard());
    int count = 0;
    for (StoredKey listed : seen) {
      Optional<StoredKey> key = KeyAccess.whole(engine, account, listed.record().keyId());
      if (key.isPresent()) {
        commit.deleteKey(new VersionedId(key.get().record().keyId(), key.get().record().version()));
        commit.event(
            Events.host(now, host, "key_purged", Events.KEY, key.get().record().keyId(), Map.of()));
        count++;
      }
    }
    int removed = count;
    return count == 0 ? Plan.unchanged(0) : Plan.commit(commit.build(), () -> removed);
  }

  private static List<List<StoredKey>> byAccount(List<StoredKey> keys) {
    Map<String, List<StoredKey>> byAccount = new LinkedHashMap<>();
    keys.forEach(
        key ->
            byAccount.computeIfAbsent(key.record().accountId(), id -> new ArrayList<>()).add(key));
    return List.copyOf(byAccount.values());
  }
}
