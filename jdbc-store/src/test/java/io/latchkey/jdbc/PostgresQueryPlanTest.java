package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.jdbc.StatementLog.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plans of PostgreSQL: those for given values, and the general one that it may change to. */
class PostgresQueryPlanTest extends QueryPlanTest {

  private static final Pattern INDEX =
      Pattern.compile("(?:using|Bitmap Index Scan on) (\\w+)(?: on|  )");

  private static final Pattern COST = Pattern.compile("cost=[0-9.]+\\.\\.([0-9.]+) ");

  private static final Pattern ROWS = Pattern.compile("actual time=\\S+ rows=([0-9.]+)");

  private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\w+)");

  @Override
  SharedServer database() {
    return Postgres.SHARED;
  }

  @Override
  String numbers() {
    return "generate_series(CAST(1 AS BIGINT), %d) AS g(n)";
  }

  @Override
  String analyze(String table) {
    return "VACUUM ANALYZE " + table;
  }

  @Override
  List<QueryPlan> explain(Connection connection, Run run) throws SQLException {
    List<String> special = lines(run.again(connection, "EXPLAIN (ANALYZE, BUFFERS OFF) "));
    List<String> general = general(connection, run);
    return mayPrefer(general.get(1), special.get(0))
        ? List.of(plan(special), plan(general))
        : List.of(plan(special));
  }

  /**
   * The server changes over if the general plan seems cheaper than looking for a plan and running
   * it.
   */
  private static boolean mayPrefer(String general, String special) {
    return cost(general) <= 2 * cost(special) + 100;
  }

  private static double cost(String line) {
    Matcher cost = COST.matcher(line);
    assertThat(cost.find()).as(line).isTrue();
    return Double.parseDouble(cost.group(1));
  }

  /** The driver prepares a statement that is used often, and the server may then stop looking. */
  private static List<String> general(Connection connection, Run run) throws SQLException {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (char character : run.sql().toCharArray()) {
      numbered.append(character == '?' ? "$" + ++number : Character.toString(character));
    }
    String values =
        number == 0 ? "" : "(" + String.join(", ", Collections.nCopies(number, "NULL")) + ")";
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
      statement.execute("PREPARE planned AS " + numbered);
      List<String> lines = lines(connection.prepareStatement("EXPLAIN EXECUTE planned" + values));
      statement.execute("DEALLOCATE planned");
      lines.add(0, "general plan:");
      return lines;
    }
  }

  private static QueryPlan plan(List<String> lines) {
    String text = String.join("\n", lines);
    return new QueryPlan(text, found(INDEX, text), found(SCAN, text), sorted(lines));
  }

  /** What goes into sorts; the step that gives it is the next one that is printed. */
  private static long sorted(List<String> lines) {
    long sorted = 0;
    boolean below = false;
    for (String line : lines) {
      Matcher rows = ROWS.matcher(line);
      if (below && rows.find()) {
        sorted += (long) Double.parseDouble(rows.group(1));
        below = false;
      }
      below |= line.contains("Sort  (");
    }
    return sorted;
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
