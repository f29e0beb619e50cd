package io.latchkey.jdbc;

import io.latchkey.jdbc.StatementLog.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plans of MariaDB. */
class MariaDbQueryPlanTest extends QueryPlanTest {

  /** MariaDB shows a table by the name that the statement gives it. */
  private static final Pattern ALIAS =
      Pattern.compile("(?:FROM|JOIN|UPDATE) (\\w+)(?: ([a-z])\\b)?");

  private static final int FEW = 1_000;
  private static final long ROOM = 2L << 30;

  @Override
  SharedServer database() {
    return MariaDb.SHARED;
  }

  @Override
  String numbers() {
    return "(SELECT seq AS n FROM seq_1_to_%d) g";
  }

  /** Tables of a million keys don't fit into what a server takes unless told otherwise. */
  @Override
  void makeRoom(Statement statement) throws SQLException {
    if (Integer.getInteger("latchkey.plans.keys", 0) > 100_000) {
      statement.execute("SET GLOBAL innodb_buffer_pool_size = " + ROOM);
    }
  }

  @Override
  String analyze(String table) {
    return "ANALYZE TABLE " + table;
  }

  @Override
  String index(String name) {
    if (name.endsWith("_pk")) {
      return prefix() + name.replace("_pk", ".PRIMARY");
    }
    String table = prefix() + (name.startsWith("requests") ? "requests" : "keys");
    return table + "." + super.index(name);
  }

  @Override
  List<QueryPlan> explain(Connection connection, Run run) throws SQLException {
    List<String> lines = new ArrayList<>();
    List<String> indexes = new ArrayList<>();
    List<String> scanned = new ArrayList<>();
    boolean sorts = false;
    long most = 0;
    try (PreparedStatement statement = run.again(connection, "ANALYZE ");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        lines.add(line(row));
        String table = table(run.sql(), row.getString("table"));
        String key = row.getString("key");
        String extra = String.valueOf(row.getString("Extra"));
        if (key != null) {
          indexes.add(table + "." + key);
        }
        if (readsAll(row)) {
          scanned.add(table);
        }
        most = Math.max(most, (long) row.getDouble("r_rows"));
        sorts |= extra.contains("Using filesort") || extra.contains("Using temporary");
      }
    }
    return List.of(new QueryPlan(String.join("\n", lines), indexes, scanned, sorts ? most : 0));
  }

  private static String line(ResultSet row) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      cells.add(row.getMetaData().getColumnLabel(i) + "=" + row.getString(i));
    }
    return String.join(" | ", cells);
  }

  private static boolean readsAll(ResultSet row) throws SQLException {
    String type = row.getString("type");
    boolean whole = "ALL".equals(type) || "index".equals(type);
    return whole && row.getDouble("r_rows") > FEW;
  }

  private static String table(String sql, String shown) {
    Matcher tables = ALIAS.matcher(sql);
    while (tables.find()) {
      if (shown == null || shown.equals(tables.group(2)) || shown.equals(tables.group(1))) {
        return tables.group(1);
      }
    }
    return shown;
  }
}
