package io.latchkey.jdbc;

import io.latchkey.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The parts of a store that is being opened or migrated, and the questions asked at its start. */
final class Opening {

  private final Dialect dialect;
  private final Names names;
  private final Jdbc jdbc;
  private final Sql sql;

  Opening(DataSource dataSource, @Nullable Database database, Names names) {
    this.names = names;
    dialect = (database == null ? detect(dataSource) : database).dialect();
    if (names.schema() != null && !dialect.hasSchemas()) {
      throw new IllegalArgumentException(
          "this database has no schemas: leave schema(...) out, and tell stores apart by their"
              + " file or by tablePrefix(...)");
    }
    jdbc = new Jdbc(dataSource, dialect);
    sql = new Sql(names, dialect);
  }

  private static Database detect(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      Database database = Detection.of(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return database;
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, "the database can't be asked what it is", e);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  Jdbc jdbc() {
    return jdbc;
  }

  Sql sql() {
    return sql;
  }

  Schema schema() {
    return new Schema(jdbc, dialect, names, sql);
  }

  /** Fails if the database can't keep what it is given, or not for good. */
  void requireFit(boolean mayDelay) {
    Optional<String> objection =
        jdbc.read(
            session -> {
              Optional<String> unfit = dialect.objection(session, names);
              return unfit.isPresent() || mayDelay ? unfit : dialect.delayedDurability(session);
            });
    objection.ifPresent(
        sentence -> {
          throw new IllegalStateException(sentence);
        });
  }

  /** Fails if what is read there may be behind what is committed. */
  void requirePrimary() {
    var unused = jdbc.read(session -> new Feed(sql).standing(session));
  }

  /** A listener, if one is wanted; the database must be able to wake it. */
  @Nullable ChangeListener listener(@Nullable DataSource dataSource) {
    if (dataSource == null) {
      return null;
    }
    String listen = dialect.listen(names);
    if (listen == null) {
      throw new IllegalStateException(
          "listenOn(...) needs PostgreSQL; other databases are polled, which needs no setting");
    }
    Notifications.Source source = new Notifications.Source(dataSource, dialect, sql, listen);
    try {
      source.open().close();
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, "can't listen for changes: " + e.getMessage(), e);
    }
    return new ChangeListener(source);
  }
}
