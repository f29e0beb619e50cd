package io.latchkey.jdbc;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StoredKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the keys of a commit by rising id, which is the order in which their rows get locked. */
final class KeyWrites {

  private final Session session;
  private final Sql sql;
  private final CountedWrites writes;

  KeyWrites(Session session, Sql sql, CountedWrites writes) {
    this.session = session;
    this.sql = sql;
    this.writes = writes;
  }

  void write(Commit commit) throws SQLException {
    List<Change> changes = changes(commit);
    requireDifferent(changes);
    int from = 0;
    while (from < changes.size()) {
      Kind kind = changes.get(from).kind;
      int to = from + 1;
      while (to < changes.size() && changes.get(to).kind == kind) {
        to++;
      }
      write(kind, changes.subList(from, to));
      from = to;
    }
    insertUses(changes);
  }

  private static List<Change> changes(Commit commit) {
    List<Change> changes = new ArrayList<>();
    commit.keyInserts().forEach(key -> changes.add(Change.of(Kind.INSERT, key)));
    commit.keyUpdates().forEach(key -> changes.add(Change.of(Kind.UPDATE, key)));
    commit
        .keyDeletes()
        .forEach(key -> changes.add(new Change(Kind.DELETE, key.id(), key.version(), null)));
    changes.sort(Comparator.comparing(change -> change.keyId));
    return changes;
  }

  /** A row that is named twice can't be at both versions. */
  private static void requireDifferent(List<Change> changes) {
    Set<String> named = new HashSet<>();
    for (Change change : changes) {
      if (!named.add(change.keyId)) {
        throw new Refusal(change.kind == Kind.INSERT ? Status.DUPLICATE : Status.STALE);
      }
    }
  }

  private void write(Kind kind, List<Change> changes) throws SQLException {
    switch (kind) {
      case INSERT ->
          writes.insert(
              session,
              sql.insertKey,
              changes,
              (params, change) -> KeyWrites.bind(params, change.key()),
              () -> new Refusal(Status.DUPLICATE));
      case UPDATE ->
          writes.requireEach(
              session,
              sql.updateKey,
              changes,
              (params, change) -> {
                bind(params, change.key());
                params.id(change.keyId).number(change.versionBefore);
              });
      case DELETE -> delete(changes);
    }
  }

  private void delete(List<Change> changes) throws SQLException {
    session.updateAll(sql.deleteUse, changes, (params, change) -> params.id(change.keyId));
    writes.requireEach(
        session,
        sql.deleteKey,
        changes,
        (params, change) -> params.id(change.keyId).number(change.versionBefore));
  }

  private void insertUses(List<Change> changes) throws SQLException {
    List<Change> inserts = changes.stream().filter(change -> change.kind == Kind.INSERT).toList();
    if (!inserts.isEmpty()) {
      session.updateAll(sql.insertUse, inserts, (params, change) -> params.id(change.keyId));
    }
  }

  private static void bind(Params params, StoredKey key) throws SQLException {
    KeyRows.write(params, key);
  }

  private enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /** What happens to one key. */
  private record Change(Kind kind, String keyId, long versionBefore, @Nullable StoredKey after) {

    static Change of(Kind kind, StoredKey key) {
      return new Change(kind, key.record().keyId(), key.record().version() - 1, key);
    }

    StoredKey key() {
      return Objects.requireNonNull(after, "a deleted key has no row");
    }
  }
}
