package io.latchkey.jdbc;

import io.latchkey.spi.Commit;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The change feed. Its counter is one row that a commit locks last and holds until it is through,
 * so numbers rise in order of commit, have no gaps, and none below one that was read ever appears.
 */
final class Feed {

  private final Sql sql;

  Feed(Sql sql) {
    this.sql = sql;
  }

  /** Appends the changes that a commit makes, and returns the last number, 0 for none. */
  long append(Session session, Commit commit) throws SQLException {
    List<Subject> subjects = subjects(commit);
    if (subjects.isEmpty()) {
      return 0;
    }
    long last = move(session, subjects.size());
    long first = last - subjects.size() + 1;
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      changes.add(new Change(first + i, subjects.get(i)));
    }
    session.updateAll(
        sql.insertChange,
        changes,
        (params, change) ->
            params.number(change.number).id(change.subject.kind).id(change.subject.id));
    return last;
  }

  private long move(Session session, int by) throws SQLException {
    if (sql.moveFeedReturning != null) {
      return session
          .first(sql.moveFeedReturning, params -> params.number(by), Row::number)
          .orElseThrow(Feed::noPosition);
    }
    session.update(sql.moveFeed, params -> params.number(by));
    return session
        .first(sql.newest, Session.Binding.NONE, Row::number)
        .orElseThrow(Feed::noPosition);
  }

  private static List<Subject> subjects(Commit commit) {
    List<Subject> subjects = new ArrayList<>();
    commit.keyInserts().forEach(key -> subjects.add(Subject.key(key.record().keyId())));
    commit.keyUpdates().forEach(key -> subjects.add(Subject.key(key.record().keyId())));
    commit.keyDeletes().forEach(key -> subjects.add(Subject.key(key.id())));
    commit
        .partners()
        .forEach(partner -> subjects.add(new Subject(Subject.PARTNER, partner.record().id())));
    commit.accounts().forEach(account -> subjects.add(new Subject(Subject.ACCOUNT, account.id())));
    return subjects;
  }

  /** Where the feed stands, as the page that a reader with nothing to catch up gets. */
  FeedPage standing(Session session) throws SQLException {
    return session
        .first(
            sql.position,
            Session.Binding.NONE,
            row -> {
              String epoch = row.id();
              FeedPosition position = new FeedPosition(epoch, row.number());
              long lowWater = row.number();
              requirePrimary(row.count() == 0);
              return new FeedPage(position, lowWater, List.of());
            })
        .orElseThrow(Feed::noPosition);
  }

  /** What a replica says is true, but of a time that nobody knows. */
  private static void requirePrimary(boolean primary) {
    if (!primary) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE,
          "the database is a standby or read-only, so it may be behind: connect to the primary",
          null);
    }
  }

  /** Gives the feed another epoch. */
  void renew(Session session, String epoch) throws SQLException {
    if (session.update(sql.newEpoch, params -> params.id(epoch)) != 1) {
      throw noPosition();
    }
  }

  FeedPage changes(Session session, long after, int limit) throws SQLException {
    FeedPage standing = standing(session);
    long newest = standing.position().number();
    if (after >= newest || after < standing.lowWater()) {
      return standing;
    }
    long last = limit < newest - after ? after + limit : newest;
    List<FeedChange> changes =
        session.list(sql.changes, params -> params.number(after).number(last), Feed::change);
    if (changes.size() == last - after) {
      return new FeedPage(standing.position(), standing.lowWater(), changes);
    }
    FeedPage now = standing(session);
    if (after >= now.lowWater()) {
      throw new StoreException(
          StoreException.Kind.CORRUPT, "the feed has a gap behind number " + after, null);
    }
    return now;
  }

  private static FeedChange change(Row row) throws SQLException {
    long number = row.number();
    String kind = row.id();
    String id = row.id();
    return switch (kind) {
      case Subject.PARTNER -> new FeedChange.PartnerChanged(number, Owner.partner(id, row));
      case Subject.ACCOUNT -> {
        row.skip(3);
        yield new FeedChange.AccountChanged(number, Owner.account(id, row));
      }
      default -> {
        row.skip(6);
        yield row.isNullNext()
            ? new FeedChange.KeyRemoved(number, id)
            : new FeedChange.KeyChanged(number, KeyRows.record(row));
      }
    };
  }

  /**
   * Removes the oldest changes up to a number, at most so many, and says how many. The counter is
   * locked only at the end, so that commits hardly wait.
   */
  int trim(Session session, long through, int limit) throws SQLException {
    FeedPage standing = standing(session);
    long lowWater = standing.lowWater();
    int count = removable(standing.position().number(), lowWater, through, limit);
    if (count == 0) {
      return 0;
    }
    long raised = lowWater + count;
    session.update(sql.deleteChanges, params -> params.number(lowWater).number(raised));
    int written =
        session.update(sql.raiseLowWater, params -> params.number(raised).number(lowWater));
    if (written == 0) {
      throw new Raced();
    }
    return count;
  }

  private static int removable(long newest, long lowWater, long through, int limit) {
    return (int) Math.min(Math.max(0, Math.min(through, newest) - lowWater), limit);
  }

  private static StoreException noPosition() {
    return new StoreException(
        StoreException.Kind.CORRUPT, "the row that says where the feed stands is missing", null);
  }

  private record Subject(String kind, String id) {

    static final String KEY = "K";
    static final String PARTNER = "P";
    static final String ACCOUNT = "A";

    static Subject key(String id) {
      return new Subject(KEY, id);
    }
  }

  private record Change(long number, Subject subject) {}
}
