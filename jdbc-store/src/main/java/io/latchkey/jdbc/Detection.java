package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out which database a connection leads to. Those products that are known to speak only the
 * protocol of another one are told from it by their version, and refused: nobody has tried the
 * contract on them. One that gives nothing away is taken for what it says it is.
 */
final class Detection {

  private static final List<String> SPEAK_POSTGRESQL = List.of("-YB-", "Redshift", "Greenplum");

  private Detection() {}

  static Database of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return of(product, version(connection, product))
        .orElseThrow(() -> new IllegalStateException(unsupported(product)));
  }

  /** Decides by the product's name and by what it says of its version. */
  static Optional<Database> of(String product, String version) {
    return switch (product) {
      case "H2" -> Optional.of(Database.H2);
      case "SQLite" -> Optional.of(Database.SQLITE);
      case "PostgreSQL" ->
          version.startsWith("PostgreSQL ")
                  && SPEAK_POSTGRESQL.stream().noneMatch(version::contains)
              ? Optional.of(Database.POSTGRESQL)
              : Optional.empty();
      case "MariaDB", "MySQL" -> mySqlFamily(version);
      default -> Optional.empty();
    };
  }

  /** MySQL's driver calls a MariaDB server MySQL. */
  private static Optional<Database> mySqlFamily(String version) {
    if (version.contains("MariaDB")) {
      return Optional.of(Database.MARIADB);
    }
    boolean speaksOnly = version.contains("TiDB") || version.contains("Vitess");
    return speaksOnly ? Optional.empty() : Optional.of(Database.MYSQL);
  }

  private static String version(Connection connection, String product) throws SQLException {
    if (!product.equals("PostgreSQL") && !product.equals("MariaDB") && !product.equals("MySQL")) {
      return "";
    }
    try (PreparedStatement statement = connection.prepareStatement("SELECT version()");
        ResultSet results = statement.executeQuery()) {
      return results.next() ? String.valueOf(results.getString(1)) : "";
    }
  }

  private static String unsupported(String product) {
    String supported =
        Arrays.stream(Database.values()).map(Database::name).collect(Collectors.joining(", "));
    return "The database is not supported, though it calls itself "
        + product
        + ". Supported are "
        + supported
        + "; if it is one of these, say so with database(...).";
  }
}
