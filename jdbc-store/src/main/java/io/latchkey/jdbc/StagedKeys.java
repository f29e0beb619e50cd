package io.latchkey.jdbc;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StagedKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keys that hosts' transactions have staged. */
final class StagedKeys {

  private final Sql sql;

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

  List<StagedKey> list(Session session, String after, int limit) throws SQLException {
    return List.copyOf(
        session.list(sql.listStaged, params -> params.id(after).count(limit), StagedKeys::read));
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
