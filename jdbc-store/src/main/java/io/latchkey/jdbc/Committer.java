package io.latchkey.jdbc;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.LiveLimit;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Writes a commit in one transaction. Rows are locked in the order of rule C9: the staged key, keys
 * by rising id, partners, accounts, the idempotency record, the head of the chain, the feed's
 * counter. Each condition stands in the write, or is read with the row locked. Thread-safe.
 */
final class Committer {

  private final Jdbc jdbc;
  private final Sql sql;
  private final CountedWrites writes;
  private final StagedKeys staged;
  private final Requests requests;
  private final Chains chains;
  private final Feed feed;

  Committer(
      Jdbc jdbc,
      Sql sql,
      CountedWrites writes,
      StagedKeys staged,
      Requests requests,
      Chains chains,
      Feed feed) {
    this.jdbc = jdbc;
    this.sql = sql;
    this.writes = writes;
    this.staged = staged;
    this.requests = requests;
    this.chains = chains;
    this.feed = feed;
  }

  CommitResult commit(Commit commit) {
    try {
      return CommitResult.committed(Retry.whileRaced(() -> jdbc.write(run -> write(run, commit))));
    } catch (Refusal e) {
      return CommitResult.refused(e.status());
    }
  }

  private long write(Session session, Commit commit) throws SQLException {
    Optional<String> adopted = commit.adopts();
    if (adopted.isPresent()) {
      staged.remove(session, adopted.get());
    }
    new KeyWrites(session, sql, writes).write(commit);
    OwnerWrites owners = new OwnerWrites(session, sql, writes);
    owners.writePartners(commit);
    owners.writeAccounts(commit);
    Optional<IdempotencyRecord> request = commit.idempotency();
    if (request.isPresent()) {
      requests.take(session, request.get());
    }
    Chains.Locked head = chains.lock(session, commit.chain());
    requireRoom(session, commit);
    chains.append(session, head, commit);
    chains.cut(session, commit);
    return feed.append(session, commit);
  }

  private void requireRoom(Session session, Commit commit) throws SQLException {
    Optional<LiveLimit> limit = commit.liveLimit();
    if (limit.isPresent() && new LiveCount(limit.get(), commit).isFull(session, sql)) {
      throw new Refusal(Status.LIMIT_REACHED);
    }
  }
}
