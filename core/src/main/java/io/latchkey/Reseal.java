package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run over all rows. What it does is decided for each row by its seal alone, so a run that was
 * interrupted needs no memory. Not thread-safe.
 */
final class Reseal {

  private static final int BATCH = 100;

  private final Engine engine;
  private final KeyStore store;
  private final RowSealer rows;
  private final ChainSealer chains;
  private final HostSeal hostSeal;
  private final HostActor host;
  private final Consumer<ResealReport> progress;
  private final boolean migrating;
  private final Set<String> refused = new LinkedHashSet<>();

  /** What {@link #refused} held when it last grew. */
  private List<String> told = List.of();

  private long looked;
  private long sealed;

  Reseal(
      Engine engine,
      KeyStore store,
      RowSealer rows,
      ChainSealer chains,
      HostSeal hostSeal,
      HostActor host,
      Consumer<ResealReport> progress,
      boolean migrating) {
    this.engine = engine;
    this.store = store;
    this.rows = rows;
    this.chains = chains;
    this.hostSeal = hostSeal;
    this.host = host;
    this.progress = progress;
    this.migrating = migrating;
  }

  ResealReport report() {
    if (told.size() != refused.size()) {
      told = List.copyOf(refused);
    }
    return new ResealReport(looked, sealed, told);
  }

  /**
   * Begins the host's chain if it never was. If its seal is gone although something is sealed,
   * somebody took it away, and only a person can say that all is well.
   */
  void begin() {
    run("chain " + AuditChain.HOST, this::begun);
  }

  private Plan<Integer> begun(Instant now) {
    return switch (hostSeal.standing()) {
      case SEALED -> Plan.unchanged(0);
      case TO_BEGIN -> Plan.commit(hostSeal.begin(now, Events.Who.of(host)), () -> 0);
      case LOST ->
          throw new RefusedException(
              RefusalReason.SEAL_BROKEN, "the seal of the host's chain is gone");
    };
  }

  void partners() {
    List<String> ids =
        engine.transactions().read(store::listPartners).stream()
            .map(partner -> partner.record().id())
            .toList();
    for (String id : ids) {
      looked++;
      run("partner " + id, now -> partner(id, now));
    }
  }

  private Plan<Integer> partner(String id, Instant now) {
    Optional<StoredPartner> row =
        engine.store().findPartner(id).filter(partner -> isDue(partner.record().seal()));
    if (row.isEmpty()) {
      return Plan.unchanged(0);
    }
    PartnerRecord old = row.get().record();
    PartnerRecord next =
        new PartnerRecord(id, old.status(), old.version() + 1).withSeal(old.seal().orElse(null));
    Commit.Builder commit =
        Commit.builder(AuditChain.HOST).putPartner(new StoredPartner(next, row.get().document()));
    return plan(commit, now, Events.PARTNER, id, 1);
  }

  void accounts(List<String> ids) {
    for (String id : ids) {
      looked++;
      run("account " + id, now -> account(id, now));
    }
  }

  private Plan<Integer> account(String id, Instant now) {
    Optional<AccountRecord> row =
        engine.store().findAccount(id).filter(account -> isDue(account.seal()));
    if (row.isEmpty()) {
      return Plan.unchanged(0);
    }
    AccountState state = AccountState.read(engine.store(), id);
    Commit.Builder commit = Commit.builder(AuditChain.HOST).putAccount(state.next(state.status()));
    return plan(commit, now, Events.ACCOUNT, id, 1);
  }

  void keys() {
    KeyCriteria.@Nullable Position after = null;
    List<StoredKey> batch;
    do {
      KeyCriteria criteria = KeyCriteria.builder(BATCH).after(after).build();
      batch = engine.transactions().read(() -> store.listKeys(criteria));
      byAccount(batch).forEach(this::keys);
      looked += batch.size();
      if (!batch.isEmpty()) {
        StoredKey last = batch.get(batch.size() - 1);
        after = new KeyCriteria.Position(last.details().createdAt(), last.record().keyId());
      }
    } while (batch.size() == BATCH);
  }

  private static Map<String, List<String>> byAccount(List<StoredKey> keys) {
    Map<String, List<String>> byAccount = new LinkedHashMap<>();
    keys.forEach(
        key ->
            byAccount
                .computeIfAbsent(key.record().accountId(), id -> new ArrayList<>())
                .add(key.record().keyId()));
    return byAccount;
  }

  private void keys(String account, List<String> ids) {
    List<String> broken = new ArrayList<>();
    run(
        "keys of account " + account,
        now -> {
          broken.clear();
          return keys(account, ids, broken, now);
        });
    refused.addAll(broken);
  }

  private Plan<Integer> keys(String account, List<String> ids, List<String> broken, Instant now) {
    AccountState state = AccountState.read(engine.store(), account);
    if (state.erased()) {
      return Plan.unchanged(0);
    }
    Commit.Builder commit = Commit.builder(account).guardAccount(state.guard());
    int count = 0;
    for (String id : ids) {
      Optional<StoredKey> key = whole(account, id, broken);
      if (key.isPresent() && isDue(key.get().record().seal())) {
        commit.updateKey(next(key.get()));
        count++;
      }
    }
    return plan(commit, now, Events.ACCOUNT, account, count);
  }

  private Optional<StoredKey> whole(String account, String id, List<String> broken) {
    try {
      return engine.store().findKey(account, id);
    } catch (RefusedException e) {
      broken.add("key " + id);
      return Optional.empty();
    }
  }

  private static StoredKey next(StoredKey key) {
    return new StoredKey(
        key.record().toBuilder().version(key.record().version() + 1).build(),
        key.details(),
        key.lastUsedAt().orElse(null));
  }

  /** The sums that no row was written beside. */
  void chains(List<String> names) {
    for (String chain : names) {
      run("chain " + chain, now -> chain(chain, now));
    }
  }

  private Plan<Integer> chain(String chain, Instant now) {
    if (store.chainSeal(chain).filter(seal -> isDue(Optional.of(seal))).isEmpty()) {
      return Plan.unchanged(0);
    }
    boolean hosts = chain.equals(AuditChain.HOST);
    Commit.Builder commit =
        Commit.builder(chain).updateSeal(new ChainUpdate(chains, chain, new ChainSum(), migrating));
    if (!hosts) {
      AccountState state = AccountState.read(engine.store(), chain);
      if (state.erased()) {
        return Plan.unchanged(0);
      }
      commit.guardAccount(state.guard());
    }
    return Plan.commit(
        commit.event(event(now, hosts ? "host" : Events.ACCOUNT, chain, 0)).build(), () -> 0);
  }

  private Plan<Integer> plan(
      Commit.Builder commit, Instant now, String subjectKind, String subject, int count) {
    return count == 0
        ? Plan.unchanged(0)
        : Plan.commit(commit.event(event(now, subjectKind, subject, count)).build(), () -> count);
  }

  private EventDraft event(Instant now, String subjectKind, String subject, int count) {
    Map<String, String> facts =
        Map.of(
            "rows", Integer.toString(count), "seal_key", Integer.toString(rows.currentVersion()));
    return Events.host(now, host, "rows_resealed", subjectKind, subject, facts);
  }

  private boolean isDue(Optional<String> seal) {
    return seal.map(SealText::keyVersion).orElse(0) != rows.currentVersion();
  }

  private void run(String what, Transactions.Attempt<Integer> attempt) {
    try {
      sealed += engine.transactions().run(HostOperation.RESEAL.code(), attempt);
    } catch (RefusedException e) {
      refused.add(what);
    }
    progress.accept(report());
  }
}
