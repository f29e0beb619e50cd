package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement from left to right. */
final class Params {

  private final PreparedStatement statement;
  private final boolean idsAreBytes;
  private int index;

  Params(PreparedStatement statement, boolean idsAreBytes) {
    this.statement = statement;
    this.idsAreBytes = idsAreBytes;
  }

  /** Begins again at the first parameter, for the next row of a batch. */
  void restart() {
    index = 0;
  }

  /** Text that is compared, byte for byte. */
  @CanIgnoreReturnValue
  Params id(@Nullable String value) throws SQLException {
    if (!idsAreBytes) {
      return text(value);
    }
    if (value == null) {
      statement.setNull(++index, Types.VARBINARY);
    } else {
      statement.setBytes(++index, StoredText.encode(value).getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  @CanIgnoreReturnValue
  Params id(Optional<String> value) throws SQLException {
    return id(value.orElse(null));
  }

  /** Text that is kept and searched. */
  @CanIgnoreReturnValue
  Params text(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.VARCHAR);
    } else {
      statement.setString(++index, StoredText.encode(value));
    }
    return this;
  }

  @CanIgnoreReturnValue
  Params text(Optional<String> value) throws SQLException {
    return text(value.orElse(null));
  }

  /** An instant, in milliseconds: no time zone of any JVM, session or column can change it. */
  @CanIgnoreReturnValue
  Params instant(Instant value) throws SQLException {
    return number(value.toEpochMilli());
  }

  @CanIgnoreReturnValue
  Params instant(Optional<Instant> value) throws SQLException {
    if (value.isPresent()) {
      return instant(value.get());
    }
    statement.setNull(++index, Types.BIGINT);
    return this;
  }

  @CanIgnoreReturnValue
  Params number(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  @CanIgnoreReturnValue
  Params count(int value) throws SQLException {
    statement.setInt(++index, value);
    return this;
  }

  @CanIgnoreReturnValue
  Params bytes(byte[] value) throws SQLException {
    statement.setBytes(++index, value);
    return this;
  }
}
