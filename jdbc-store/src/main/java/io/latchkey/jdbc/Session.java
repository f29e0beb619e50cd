package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs statements on one connection, and closes whatever it opened. Not thread-safe. */
final class Session {

  private final Connection connection;
  private final Dialect dialect;
  private final boolean idsAreBytes;

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    idsAreBytes = dialect.idsAreBytes();
  }

  /** Runs a statement without parameters or results. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement and returns how many rows it wrote. */
  @CanIgnoreReturnValue
  int update(String sql, Binding binding) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(params(statement));
      return statement.executeUpdate();
    }
  }

  /**
   * Runs a statement once for each item, in their order, and returns how many rows each wrote. A
   * driver may answer {@link Statement#SUCCESS_NO_INFO} where several items go in one request.
   */
  @CanIgnoreReturnValue
  <T> int[] updateAll(String sql, List<T> items, ItemBinding<T> binding) throws SQLException {
    if (items.size() == 1) {
      T only = items.get(0);
      return new int[] {update(sql, params -> binding.bind(params, only))};
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Params params = params(statement);
      for (T item : items) {
        params.restart();
        binding.bind(params, item);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** The rows that a query finds. */
  @CanIgnoreReturnValue
  <T> List<T> list(String sql, Binding binding, Reader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    each(sql, 0, binding, reader, found::add);
    return found;
  }

  /** The first row that a query finds. */
  <T> Optional<T> first(String sql, Binding binding, Reader<T> reader) throws SQLException {
    List<T> found = list(sql, binding, reader);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** Hands what a query finds to a consumer, and returns how many rows there were. */
  @CanIgnoreReturnValue
  <T> int each(
      String sql, int fetchSize, Binding binding, Reader<T> reader, Consumer<? super T> consumer)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (fetchSize != 0) {
        statement.setFetchSize(fetchSize);
      }
      dialect.lookAgain(statement);
      binding.bind(params(statement));
      try (ResultSet results = statement.executeQuery()) {
        Row row = new Row(results, idsAreBytes);
        int rows = 0;
        while (row.next()) {
          consumer.accept(read(row, reader));
          rows++;
        }
        return rows;
      }
    }
  }

  /** A row that the carriers of core refuse is a broken row, not a mistake of the caller. */
  private static <T> T read(Row row, Reader<T> reader) throws SQLException {
    try {
      return reader.read(row);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | DateTimeException e) {
      throw new StoreException(
          StoreException.Kind.CORRUPT, "a row can't be read back: " + e.getMessage(), e);
    }
  }

  private Params params(PreparedStatement statement) {
    return new Params(statement, idsAreBytes);
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  interface Binding {
    /** For statements that have none. */
    Binding NONE = params -> {};

    void bind(Params params) throws SQLException;
  }

  /** Sets the parameters of a statement from an item. */
  @FunctionalInterface
  interface ItemBinding<T> {
    void bind(Params params, T item) throws SQLException;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }
}
