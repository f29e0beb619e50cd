package io.latchkey.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row from left to right. */
final class Row {

  private final ResultSet results;
  private final boolean idsAreBytes;
  private int index;

  Row(ResultSet results, boolean idsAreBytes) {
    this.results = results;
    this.idsAreBytes = idsAreBytes;
  }

  /** Goes to the next row and its first column. */
  boolean next() throws SQLException {
    index = 0;
    return results.next();
  }

  /** The first column as it is stored, for the log: the id of a row that can't be read. */
  String first() throws SQLException {
    return idsAreBytes
        ? new String(results.getBytes(1), StandardCharsets.UTF_8)
        : String.valueOf(results.getString(1));
  }

  void skip(int columns) {
    index += columns;
  }

  String id() throws SQLException {
    return required(idOrNull());
  }

  @Nullable String idOrNull() throws SQLException {
    if (!idsAreBytes) {
      return textOrNull();
    }
    byte[] bytes = results.getBytes(++index);
    return bytes == null ? null : StoredText.decode(new String(bytes, StandardCharsets.UTF_8));
  }

  String text() throws SQLException {
    return required(textOrNull());
  }

  @Nullable String textOrNull() throws SQLException {
    String form = results.getString(++index);
    return form == null ? null : StoredText.decode(form);
  }

  Instant instant() throws SQLException {
    return required(instantOrNull());
  }

  @Nullable Instant instantOrNull() throws SQLException {
    long millis = results.getLong(++index);
    return results.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  long number() throws SQLException {
    long number = results.getLong(++index);
    if (results.wasNull()) {
      throw missing();
    }
    return number;
  }

  @Nullable Long numberOrNull() throws SQLException {
    long number = results.getLong(++index);
    return results.wasNull() ? null : number;
  }

  /** Looks at the next column without reading it. */
  boolean isNullNext() throws SQLException {
    return results.getObject(index + 1) == null;
  }

  int count() throws SQLException {
    return Math.toIntExact(number());
  }

  byte[] bytes() throws SQLException {
    return required(results.getBytes(++index));
  }

  private <T> T required(@Nullable T value) {
    if (value == null) {
      throw missing();
    }
    return Objects.requireNonNull(value);
  }

  private IllegalStateException missing() {
    return new IllegalStateException("column " + index + " is null");
  }
}
