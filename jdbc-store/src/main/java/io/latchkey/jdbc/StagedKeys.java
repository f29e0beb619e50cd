package io.latchkey.jdbc;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StagedKey;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that hosts' transactions have staged. */
final class StagedKeys {

  private static final Logger LOG = LoggerFactory.getLogger(StagedKeys.class);
  private static final int MOST_REPORTED = 1_000;

  private final Sql sql;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  StagedKeys(Sql sql) {
    this.sql = sql;
  }

  void insert(Session session, StagedKey staged) throws SQLException {
    session.update(
        sql.insertStaged,
        params -> {
          KeyRows.write(params, staged.key());
          params.id(staged.operation());
        });
  }

  Optional<StagedKey> find(Session session, String accountId, String keyId) throws SQLException {
    return session.first(
        sql.findStaged, params -> params.id(keyId).id(accountId), StagedKeys::read);
  }

  /**
   * A page of what can be read: a row that can't must not keep the others waiting. Such a row
   * counts for nothing, so that a short page still means the end.
   */
  List<StagedKey> list(Session session, String after, int limit) throws SQLException {
    int asked = limit;
    while (true) {
      int count = asked;
      List<StagedKey> readable = new ArrayList<>();
      int rows =
          session.each(
              sql.listStaged,
              0,
              params -> params.id(after).count(count),
              this::readIfPossible,
              staged -> staged.ifPresent(readable::add));
      if (rows < count || readable.size() >= limit) {
        return List.copyOf(readable.subList(0, Math.min(limit, readable.size())));
      }
      asked = Math.addExact(limit, rows - readable.size());
    }
  }

  private Optional<StagedKey> readIfPossible(Row row) throws SQLException {
    try {
      return Optional.of(read(row));
    } catch (IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | DateTimeException e) {
      report(row, e);
      return Optional.empty();
    }
  }

  /** Said once of each row, however often the pages are read. */
  private void report(Row row, RuntimeException e) throws SQLException {
    String id = row.first();
    if (reported.size() < MOST_REPORTED && reported.add(id)) {
      LOG.warn("staged key {} can't be read and is left out: {}", id, e.getMessage());
    }
  }

  /**
   * Removes a key, which must be there. Looks before it deletes: on MariaDB and MySQL a delete
   * waits for the transaction that is about to insert the row, and such a row is not to be adopted.
   */
  void remove(Session session, String keyId) throws SQLException {
    boolean there = session.first(sql.isStaged, params -> params.id(keyId), Row::count).isPresent();
    if (!there || session.update(sql.deleteStaged, params -> params.id(keyId)) != 1) {
      throw new Refusal(Status.STALE);
    }
  }

  private static StagedKey read(Row row) throws SQLException {
    return new StagedKey(KeyRows.unused(row), row.id());
  }
}
