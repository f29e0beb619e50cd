package io.latchkey.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tables are called. Names get into SQL as they are, so nothing but plain identifiers is
 * let in.
 *
 * @param schema the schema, or null for the connection's own
 * @param prefix what every table name begins with
 */
record Names(@Nullable String schema, String prefix) {

  static final String DEFAULT_PREFIX = "latchkey_";

  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");
  private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  Names {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "tablePrefix must begin with a lower-case letter and have up to 20 lower-case letters,"
              + " digits and underscores");
    }
    if (schema != null && !SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "schema must be a plain identifier: letters, digits and underscores, no digit first");
    }
  }

  String table(String name) {
    return (schema == null ? "" : schema + ".") + prefix + name;
  }
}
