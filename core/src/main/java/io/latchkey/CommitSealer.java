package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.VersionedId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the rows of a commit, and the sum of the chain that it goes to: keys belong to the chain of
 * their account, partners and accounts to the host's. Thread-safe.
 */
final class CommitSealer implements CommitSealing {

  private static final Logger LOG = LoggerFactory.getLogger(CommitSealer.class);

  private final KeyStore store;
  private final RowSealer rows;
  private final ChainSealer chains;
  private final SealWatch watch;
  private final HostSeal host;
  private final @Nullable SealAnchor anchor;

  CommitSealer(
      KeyStore store,
      RowSealer rows,
      ChainSealer chains,
      SealWatch watch,
      HostSeal host,
      @Nullable SealAnchor anchor) {
    this.host = host;
    this.store = store;
    this.rows = rows;
    this.chains = chains;
    this.watch = watch;
    this.anchor = anchor;
  }

  /**
   * {@inheritDoc}
   *
   * <p>While the seal of the host's chain is lost, keys can still be revoked, and nothing of the
   * host's can be changed.
   */
  @Override
  public @Nullable Commit first(Commit commit, Instant now) {
    // Where the loss is known, no revocation waits for another look through the whole store.
    boolean known = watch.hostSealed() || watch.isBroken(AuditChain.HOST);
    boolean ofTheHost = commit.chain().equals(AuditChain.HOST);
    if ((known && !ofTheHost) || !changesSeal(commit)) {
      return null;
    }
    HostSeal.Standing standing = host.standing();
    if (standing == HostSeal.Standing.LOST) {
      watch.suspect(AuditChain.HOST);
    }
    return standing == HostSeal.Standing.TO_BEGIN ? host.begin(now, Events.Who.system()) : null;
  }

  private static boolean changesSeal(Commit commit) {
    boolean writes =
        !commit.keyInserts().isEmpty()
            || !commit.keyUpdates().isEmpty()
            || !commit.partners().isEmpty()
            || !commit.accounts().isEmpty();
    return writes || (!commit.keyDeletes().isEmpty() && !commit.chain().equals(AuditChain.HOST));
  }

  @Override
  public Commit seal(Commit commit) {
    if (!changesSeal(commit)) {
      return commit;
    }
    if (watch.isBroken(commit.chain())) {
      throw new RefusedException(
          RefusalReason.SEAL_BROKEN,
          "rows that belong to chain " + commit.chain() + " were removed, added or put back");
    }
    return sealed(commit);
  }

  @Override
  public StagedKey seal(StagedKey staged) {
    return rows.seal(staged);
  }

  private Commit sealed(Commit commit) {
    Commit.Builder sealed = commit.withoutRows();
    ChainSum change = new ChainSum();
    for (StoredKey key : commit.keyInserts()) {
      StoredKey next = rows.seal(key);
      sealed.insertKey(next);
      add(change, next.record());
    }
    for (StoredKey key : commit.keyUpdates()) {
      StoredKey next = rows.seal(key);
      sealed.updateKey(next);
      add(change, next.record());
      KeyRecord record = key.record();
      remove(change, RowKind.KEY, record.keyId(), record.version() - 1, record.seal());
    }
    for (StoredPartner partner : commit.partners()) {
      StoredPartner next = rows.seal(partner);
      sealed.putPartner(next);
      PartnerRecord record = partner.record();
      add(change, RowKind.PARTNER, record.id(), record.version(), next.record().seal());
      remove(change, RowKind.PARTNER, record.id(), record.version() - 1, record.seal());
    }
    for (AccountRecord account : commit.accounts()) {
      AccountRecord next = rows.seal(account);
      sealed.putAccount(next);
      add(change, RowKind.ACCOUNT, account.id(), account.version(), next.seal());
      remove(change, RowKind.ACCOUNT, account.id(), account.version() - 1, account.seal());
    }
    removed(commit, change);
    if (commit.sealUpdate().isEmpty()) {
      sealed.updateSeal(new ChainUpdate(chains, commit.chain(), change, watch.migrating()));
    }
    return sealed.build();
  }

  /** An erased account's keys are removed by the host, and nobody counts them any more. */
  private void removed(Commit commit, ChainSum change) {
    if (commit.chain().equals(AuditChain.HOST)) {
      return;
    }
    for (VersionedId key : commit.keyDeletes()) {
      store
          .findKey(commit.chain(), key.id())
          .filter(present -> present.record().version() == key.version())
          .ifPresent(
              present ->
                  remove(change, RowKind.KEY, key.id(), key.version(), present.record().seal()));
    }
  }

  private void add(ChainSum change, KeyRecord key) {
    add(change, RowKind.KEY, key.keyId(), key.version(), key.seal());
  }

  private void add(ChainSum change, RowKind kind, String id, long version, Optional<String> seal) {
    seal.map(text -> chains.element(kind, id, version, text)).ifPresent(change::add);
  }

  /** A row without a seal was not counted. */
  private void remove(
      ChainSum change, RowKind kind, String id, long version, Optional<String> seal) {
    seal.map(text -> chains.element(kind, id, version, text)).ifPresent(change::remove);
  }

  @Override
  public void committed(Commit sealed) {
    if (anchor == null || !(sealed.sealUpdate().orElse(null) instanceof AnchoredUpdate update)) {
      return;
    }
    try {
      update.point().ifPresent(point -> anchor.store(sealed.chain(), point));
    } catch (Throwable e) {
      // Whatever it is, the change stands and its caller must get the answer.
      watch.anchorFailed();
      LOG.error("the anchor did not take the seal of chain {}", sealed.chain(), e);
    }
  }
}
