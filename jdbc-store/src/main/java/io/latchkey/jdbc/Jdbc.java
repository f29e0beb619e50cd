package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
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

  private final DataSource dataSource;
  private final Dialect dialect;

  Jdbc(DataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
  }

  /**
   * Runs queries of which each sees a state of its own. Outside a transaction if the pool hands out
   * connections that commit by themselves: then nothing has to be switched over and back.
   */
  <T> T read(Work<T> work) {
    try (Lease lease = new Lease()) {
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

  /** Runs statements of which each is a transaction of its own. */
  <T> T alone(Work<T> work) {
    try (Lease lease = new Lease()) {
      lease.commitByItself();
      return work.run(lease.session());
    } catch (SQLException e) {
      throw failure(e);
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
    Kind kind = dialect.isContention(e) ? Kind.CONTENTION : Kind.UNAVAILABLE;
    return new StoreException(kind, "nothing was written: " + summary(e), causeOf(e));
  }

  /** What violates a constraint or does not fit is quoted by some databases, digest and all. */
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
    private boolean open;
    private boolean switched;

    Lease() throws SQLException {
      connection = dataSource.getConnection();
      try {
        commitsByItself = connection.getAutoCommit();
      } catch (SQLException e) {
        quietly("close", connection::close);
        throw e;
      }
      open = !commitsByItself;
    }

    Session session() {
      return new Session(connection, dialect);
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
        throw new StoreException(
            Kind.OUTCOME_UNKNOWN,
            "the commit was sent, its answer is lost: " + summary(e),
            causeOf(e));
      }
    }

    @Override
    public void close() {
      Dialect.Transaction begun = transaction;
      if (open) {
        quietly("roll back", begun == null ? connection::rollback : begun::rollback);
      }
      if (begun != null) {
        quietly("restore", begun::restore);
      }
      if (switched) {
        quietly("restore", () -> connection.setAutoCommit(false));
      }
      quietly("close", connection::close);
    }

    /**
     * What fails here changes nothing of the outcome: an open transaction ends with its connection,
     * and a pool takes a connection that fails for broken.
     */
    private void quietly(String what, Step step) {
      try {
        step.run();
      } catch (SQLException e) {
        LOG.debug("could not {} a connection", what, e);
      }
    }
  }

  /** Something to do with a connection. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }
}
