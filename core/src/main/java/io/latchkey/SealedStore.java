package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store as operations see it: a row that they decide from is whole and no older than this node
 * has seen, or the operation is refused. So nothing that was planted gets a seal of ours by way of
 * an honest change. Thread-safe.
 *
 * <p>Lists of keys and of staged keys are as the store has them: whoever changes a key from a list
 * reads it again, and a list that lacked what is broken would look like the last one.
 */
final class SealedStore implements KeyStore {

  private final KeyStore store;
  private final RowSealer rows;
  private final SealWatch watch;
  private final VerificationIndex index;

  SealedStore(KeyStore store, RowSealer rows, SealWatch watch, VerificationIndex index) {
    this.store = store;
    this.rows = rows;
    this.watch = watch;
    this.index = index;
  }

  @Override
  public Optional<StoredKey> findKey(String accountId, String keyId) {
    // Asked first: what this node learns while the store is being read must not count against it.
    long seen = KeyId.parse(keyId).map(index::versionOf).orElse(0L);
    Optional<StoredKey> found = store.findKey(accountId, keyId);
    found.ifPresent(
        key -> require(rows.check(key), RowKind.KEY, keyId, key.record().version(), seen));
    return found;
  }

  @Override
  public Optional<StoredPartner> findPartner(String partnerId) {
    long seen = index.versionOfPartner(partnerId);
    Optional<StoredPartner> found = store.findPartner(partnerId);
    found.ifPresentOrElse(
        partner -> require(partner, seen), () -> requireUnseen(RowKind.PARTNER, partnerId, seen));
    return found;
  }

  @Override
  public List<StoredPartner> listPartners() {
    Map<String, Long> seen = index.versionsOfPartners();
    List<StoredPartner> partners = store.listPartners();
    for (StoredPartner partner : partners) {
      Long version = seen.remove(partner.record().id());
      require(partner, version == null ? 0 : version);
    }
    seen.forEach((id, version) -> requireUnseen(RowKind.PARTNER, id, version));
    return partners;
  }

  private void require(StoredPartner partner, long seen) {
    String id = partner.record().id();
    require(rows.check(partner), RowKind.PARTNER, id, partner.record().version(), seen);
  }

  @Override
  public Optional<AccountRecord> findAccount(String accountId) {
    long seen = index.versionOfAccount(accountId);
    Optional<AccountRecord> found = store.findAccount(accountId);
    found.ifPresentOrElse(
        account ->
            require(rows.check(account), RowKind.ACCOUNT, accountId, account.version(), seen),
        () -> requireUnseen(RowKind.ACCOUNT, accountId, seen));
    return found;
  }

  private void require(SealFinding finding, RowKind kind, String id, long version, long seen) {
    if (!watch.admits(finding, kind, id)) {
      throw refusal(kind, id, SealWatch.why(finding));
    }
    if (version < seen) {
      throw refusal(kind, id, "the row is older than this process has seen it");
    }
  }

  private static void requireUnseen(RowKind kind, String id, long seen) {
    if (seen > 0) {
      throw refusal(kind, id, "the row is gone");
    }
  }

  private static RefusedException refusal(RowKind kind, String id, String why) {
    KeyId keyId = kind == RowKind.KEY ? KeyId.parse(id).orElse(null) : null;
    return new RefusedException(
        RefusalReason.SEAL_BROKEN, kind.word() + " " + Texts.printable(id) + ": " + why, keyId);
  }

  /** A staged row that somebody else wrote or changed is passed over, so it is never adopted. */
  @Override
  public Optional<StagedKey> findStaged(String accountId, String keyId) {
    return store.findStaged(accountId, keyId).filter(this::admits);
  }

  @Override
  public List<StagedKey> staged(String after, int limit) {
    return store.staged(after, limit);
  }

  private boolean admits(StagedKey staged) {
    String id = staged.key().record().keyId();
    return watch.admits(rows.check(staged), RowKind.STAGED_KEY, id);
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public FeedPosition load(RecordSink sink) {
    return store.load(sink);
  }

  @Override
  public void owners(RecordSink sink) {
    store.owners(sink);
  }

  @Override
  public FeedPage changes(long after, int limit) {
    return store.changes(after, limit);
  }

  @Override
  public boolean awaitChange(long after, Duration atMost) throws InterruptedException {
    return store.awaitChange(after, atMost);
  }

  @Override
  public CommitResult commit(Commit commit) {
    return store.commit(commit);
  }

  @Override
  public List<StoredKey> listKeys(KeyCriteria criteria) {
    return store.listKeys(criteria);
  }

  @Override
  public Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    return store.findIdempotency(scope, at);
  }

  @Override
  public AuditPage audit(String chain, long after, int limit) {
    return store.audit(chain, after, limit);
  }

  @Override
  public Optional<String> chainSeal(String chain) {
    return store.chainSeal(chain);
  }

  @Override
  public void recordUses(Collection<KeyUse> uses) {
    store.recordUses(uses);
  }

  @Override
  public int trim(Trim trim) {
    return store.trim(trim);
  }
}
