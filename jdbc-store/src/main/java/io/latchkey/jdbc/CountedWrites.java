package io.latchkey.jdbc;

import io.latchkey.spi.CommitResult.Status;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes whose number of rows decides. Some drivers answer a batch without numbers, if they are set
 * to rewrite it; then rows are written one by one, from the first such answer on. Thread-safe.
 */
final class CountedWrites {

  private final Dialect dialect;

  private volatile boolean batchesCount = true;

  CountedWrites(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Writes rows of which each must be there. */
  <T> void requireEach(Session session, String sql, List<T> rows, Session.ItemBinding<T> binding)
      throws SQLException {
    if (batchesCount) {
      for (int written : session.updateAll(sql, rows, binding)) {
        require(written);
      }
      return;
    }
    for (T row : rows) {
      require(session.update(sql, params -> binding.bind(params, row)));
    }
  }

  private void require(int written) {
    if (written == Statement.SUCCESS_NO_INFO) {
      batchesCount = false;
      throw new Raced();
    }
    if (written != 1) {
      throw new Refusal(Status.STALE);
    }
  }

  /** Inserts rows of which none may be there. */
  <T> void insert(
      Session session,
      String sql,
      List<T> rows,
      Session.ItemBinding<T> binding,
      Supplier<RuntimeException> ifThere)
      throws SQLException {
    try {
      session.updateAll(sql, rows, binding);
    } catch (SQLException e) {
      if (dialect.isDuplicate(e)) {
        throw ifThere.get();
      }
      throw e;
    }
  }
}
