package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections from the host's pool, gives them back as they were, and turns what drivers
 * throw into {@link StoreException}s. Thread-safe.
 */
final class Jdbc {

  private static final Logger LOG = LoggerFactory.getLogger(Jdbc.class);

  /** As long as the usual pools wait for a connection. */
  private static final int TURN_SECONDS = 30;

  private final DataSource dataSource;
  private final Dialect dialect;

  /** Held by each transaction that writes; null where the database may have several at once. */
  private final @Nullable Lock writing;

  Jdbc(DataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    writing = dialect.writesOneByOne() ? new ReentrantLock() : null;
  }

  /**
   * Runs queries of which each sees what is committed. Outside a transaction if the pool hands out
   * connections that commit by themselves, and at the connection's own level if that shows nothing
   * else: then nothing has to be switched over and back.
   */
  <T> T read(Work<T> work) {
    try (Lease lease = new Lease()) {
      lease.readCommitted();
      T result = work.run(lease.session());
      lease.endReading();
      return result;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Runs statements in one transaction at READ COMMITTED and commits. Whatever the work throws
   * rolls everything back.
   */
  @CanIgnoreReturnValue
  <T> T write(Work<T> work) {
    if (writing == null) {
      return writeNow(work);
    }
    // Before the connection is taken: who waits here keeps none from readers.
    takeTurn(writing);
    try {
      return writeNow(work);
    } finally {
      writing.unlock();
    }
  }

  /** Whoever holds the lock may wait for a connection as long as the pool lets it. */
  private static void takeTurn(Lock writing) {
    boolean taken = false;
    try {
      taken = writing.tryLock(TURN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw new StoreException(
          Kind.UNAVAILABLE, "nothing was written: others have been writing all the time", null);
    }
  }

  private <T> T writeNow(Work<T> work) {
    try (Lease lease = new Lease()) {
      lease.begin();
      T result = work.run(lease.session());
      lease.commit();
      return result;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Runs queries that stream their results: in a transaction, because PostgreSQL's driver streams
   * nowhere else.
   */
  <T> T stream(StreamingWork<T> work) {
    try (Lease lease = new Lease()) {
      lease.begin();
      T result = work.run(lease.session(), dialect.fetchSize(lease.connection));
      lease.endReading();
      return result;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Runs statements of which each is a transaction of its own, so that some may be through. */
  <T> T alone(Work<T> work) {
    try (Lease lease = new Lease()) {
      lease.commitByItself();
      return work.run(lease.session());
    } catch (SQLException e) {
      throw failure(e, "what ran before it stays: ");
    }
  }

  /** Runs statements in the transaction that a connection of the host's is in. */
  @CanIgnoreReturnValue
  <T> T within(Connection connection, Work<T> work) {
    try {
      return work.run(new Session(connection, dialect));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private StoreException failure(SQLException e) {
    return failure(e, "nothing was written: ");
  }

  private StoreException failure(SQLException e, String written) {
    Kind kind = dialect.isContention(e) ? Kind.CONTENTION : Kind.UNAVAILABLE;
    return new StoreException(kind, written + summary(e), causeOf(e));
  }

  /**
   * What violates a constraint or does not fit is quoted by some databases, and every parameter of
   * a batch by some drivers, digest and all.
   */
  private @Nullable SQLException causeOf(SQLException e) {
    return dialect.mayQuoteRow(e) ? null : e;
  }

  /** A driver's message may quote what a row holds; the state and the code never do. */
  private static String summary(SQLException e) {
    return e.getClass().getSimpleName()
        + ", state "
        + e.getSQLState()
        + ", code "
        + e.getErrorCode();
  }

  /** A piece of work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Session session) throws SQLException;
  }

  /** A piece of work on a connection that streams so many rows at once. */
  @FunctionalInterface
  interface StreamingWork<T> {
    T run(Session session, int fetchSize) throws SQLException;
  }

  /** A borrowed connection. Closing it takes back whatever was not committed. */
  private final class Lease implements AutoCloseable {

    private final Connection connection;
    private final boolean commitsByItself;
    private Dialect.@Nullable Transaction transaction;
    private OptionalInt levelBefore = OptionalInt.empty();
    private boolean open;
    private boolean switched;

    /**
     * A connection that does not commit by itself may be in a transaction already: that of whatever
     * asked whether it lives, or of whoever had it before. Nothing of that is ours to commit.
     */
    Lease() throws SQLException {
      connection = borrow();
      try {
        commitsByItself = connection.getAutoCommit();
        if (!commitsByItself) {
          connection.rollback();
        }
      } catch (SQLException e) {
        quietly("close", connection::close);
        throw e;
      } catch (RuntimeException e) {
        quietly("close", connection::close);
        throw unchecked(e);
      }
      open = !commitsByItself;
    }

    private Connection borrow() throws SQLException {
      try {
        return dataSource.getConnection();
      } catch (RuntimeException e) {
        throw unchecked(e);
      }
    }

    Session session() {
      return new Session(connection, dialect);
    }

    void readCommitted() throws SQLException {
      levelBefore = dialect.levelNotToReadAt(connection);
      if (levelBefore.isPresent()) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    }

    void begin() throws SQLException {
      open = true;
      Dialect.Transaction begun = dialect.transaction(connection);
      transaction = begun;
      begun.begin();
    }

    void commitByItself() throws SQLException {
      if (!commitsByItself) {
        connection.setAutoCommit(true);
        open = false;
        switched = true;
      }
    }

    /** A connection that does not commit by itself began a transaction with the first query. */
    void endReading() throws SQLException {
      if (open) {
        connection.rollback();
        open = false;
      }
    }

    void commit() {
      Dialect.Transaction begun = Objects.requireNonNull(transaction, "no transaction");
      try {
        begun.commit();
        open = false;
      } catch (SQLException e) {
        if (dialect.isContention(e)) {
          throw failure(e);
        }
        throw unknown(summary(e), causeOf(e));
      } catch (RuntimeException e) {
        throw unknown(e.getClass().getSimpleName(), e);
      }
    }

    private StoreException unknown(String summary, @Nullable Exception cause) {
      return new StoreException(
          Kind.OUTCOME_UNKNOWN, "the commit was sent, its answer is lost: " + summary, cause);
    }

    /**
     * A transaction that could not be rolled back must end with its connection: restoring
     * auto-commit would commit it, and a pool might hand it to the next one.
     */
    @Override
    public void close() {
      if (open && !rolledBack()) {
        quietly("abort", () -> connection.abort(Runnable::run));
      } else {
        restore();
      }
      quietly("close", connection::close);
    }

    private boolean rolledBack() {
      Dialect.Transaction begun = transaction;
      return quietly("roll back", begun == null ? connection::rollback : begun::rollback);
    }

    private void restore() {
      if (transaction != null) {
        quietly("restore", transaction::restore);
      }
      if (levelBefore.isPresent()) {
        int level = levelBefore.getAsInt();
        quietly("restore", () -> connection.setTransactionIsolation(level));
      }
      if (switched) {
        quietly("restore", () -> connection.setAutoCommit(false));
      }
    }

    /** Whether a step went well. What fails here changes nothing of the outcome. */
    @CanIgnoreReturnValue
    private boolean quietly(String what, Step step) {
      try {
        step.run();
        return true;
      } catch (SQLException | RuntimeException e) {
        LOG.debug("could not {} a connection", what, e);
        return false;
      }
    }
  }

  /** Pools and what they wrap connections in throw exceptions of their own. */
  private static SQLException unchecked(RuntimeException e) {
    return new SQLException("no connection was given", e);
  }

  /** Something to do with a connection. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }
}
