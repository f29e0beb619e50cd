package io.latchkey.memory;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Judges a commit before anything of it is written, so that writing can't fail half-way.
 *
 * <p>Every row that the commit writes must be at a version first, 0 for not being there.
 */
final class Preconditions {

  private final Commit commit;
  private final State state;
  private Status status = Status.COMMITTED;

  Preconditions(Commit commit, State state) {
    this.commit = commit;
    this.state = state;
  }

  /** The first refusal that applies, or {@link Status#COMMITTED}. */
  Status judge() {
    demandAll(keys(), state::keyVersion);
    demandAll(partners(), state::partnerVersion);
    demandAll(accounts(), state::accountVersion);
    for (VersionedId guard : commit.partnerGuards()) {
      demand(state.partnerVersion(guard.id()) == guard.version(), Status.STALE);
    }
    for (VersionedId guard : commit.accountGuards()) {
      demand(state.accountVersion(guard.id()) == guard.version(), Status.STALE);
    }
    commit.adopts().ifPresent(keyId -> demand(state.isStaged(keyId), Status.STALE));
    commit
        .idempotency()
        .ifPresent(wanted -> demand(!state.isTaken(wanted), Status.IDEMPOTENCY_KEY_TAKEN));
    commit
        .liveLimit()
        .map(limit -> new LiveCount(limit, commit, state))
        .ifPresent(count -> demand(!count.isFull(), Status.LIMIT_REACHED));
    return status;
  }

  private List<VersionedId> keys() {
    List<VersionedId> rows = new ArrayList<>();
    for (StoredKey key : commit.keyInserts()) {
      rows.add(before(key.record().keyId(), key.record().version()));
    }
    for (StoredKey key : commit.keyUpdates()) {
      rows.add(before(key.record().keyId(), key.record().version()));
    }
    for (VersionedId key : commit.keyDeletes()) {
      demand(key.version() > 0, Status.STALE);
      rows.add(key);
    }
    return rows;
  }

  private List<VersionedId> partners() {
    return commit.partners().stream()
        .map(partner -> before(partner.record().id(), partner.record().version()))
        .toList();
  }

  private List<VersionedId> accounts() {
    return commit.accounts().stream()
        .map(account -> before(account.id(), account.version()))
        .toList();
  }

  private static VersionedId before(String id, long version) {
    return new VersionedId(id, version - 1);
  }

  private void demandAll(List<VersionedId> rows, ToLongFunction<String> actual) {
    for (VersionedId row : rows) {
      boolean met = actual.applyAsLong(row.id()) == row.version();
      demand(met, row.version() == 0 ? Status.DUPLICATE : Status.STALE);
    }
  }

  private void demand(boolean met, Status otherwise) {
    if (!met && status == Status.COMMITTED) {
      status = otherwise;
    }
  }
}
