package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACTIVE;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;

import io.latchkey.contract.Records;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.StoredKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables with as many keys as one likes, made by a few statements from one row of each table that
 * the store has written.
 *
 * <p>A tenth of the keys belongs to one account, the others to accounts of about a hundred keys.
 * One is made each minute; one in five has ended; half of the rest end some day, and one in ten
 * thousand is due. One in eight was never used. Half of all events are the large account's.
 */
final class ManyRows {

  static final String LARGE_ACCOUNT = "account-0";
  static final String SMALL_ACCOUNT = "account-7";
  static final String PARTNER = "partner-7";

  private static final int PARTNERS = 37;

  /** Below that many rows reading a whole table is what a database rightly does. */
  static final int MANY = 1_000;

  private final JdbcKeyStore store;
  private final Connection connection;
  private final String prefix;
  private final String numbers;
  private final int keys;
  private final Map<String, Integer> rows = new TreeMap<>();

  /**
   * Prepares.
   *
   * @param numbers a table expression with one column {@code n} that holds 1 to {@code %d}
   * @param keys how many keys
   */
  ManyRows(JdbcKeyStore store, Connection connection, String prefix, String numbers, int keys) {
    this.store = store;
    this.connection = connection;
    this.prefix = prefix;
    this.numbers = numbers;
    this.keys = keys;
  }

  /** The names of those tables that have many rows. */
  List<String> large() {
    return withAtLeast(MANY);
  }

  List<String> withAtLeast(int many) {
    return rows.entrySet().stream()
        .filter(table -> table.getValue() >= many)
        .map(table -> prefix + table.getKey())
        .toList();
  }

  List<String> tables() {
    return rows.keySet().stream().map(table -> prefix + table).toList();
  }

  void fill() throws SQLException {
    writePatterns();
    long start = NOW.toEpochMilli();
    String accountOf = "CASE WHEN n % 10 = 0 THEN 'account-0' ELSE CONCAT('account-', n % %d) END";
    String account = accountOf.replace("%d", Integer.toString(accounts()));
    String madeAt = start + " + n * 60000";
    String endsAt = "CASE WHEN n % 10000 = 1 THEN " + start + " WHEN n % 5 > 0 AND n % 2 = 0 THEN ";
    Map<String, String> key = new TreeMap<>();
    key.put("key_id", "SUBSTRING(MD5(CONCAT('key', n)), 1, 16)");
    key.put("account_id", account);
    key.put("partner_id", "CONCAT('partner-', n % " + PARTNERS + ")");
    key.put("state", "CASE WHEN n % 5 = 0 THEN 'revoked' ELSE '" + ACTIVE + "' END");
    key.put("ends_at", endsAt + end("n") + " END");
    key.put("end_state", endsAt.replace(Long.toString(start), "'expired'") + "'expired' END");
    key.put("expires_at", "CASE WHEN n % 2 = 0 THEN " + end("n") + " END");
    key.put("ended_at", "CASE WHEN n % 5 = 0 THEN " + madeAt + " + 30000 END");
    key.put("tail", "SUBSTRING(MD5(CONCAT('tail', n)), 1, 5)");
    key.put("search_text", "CONCAT('sourced candidates ', n)");
    key.put("created_by", "CONCAT('user-', n % 50)");
    key.put("created_at", madeAt);
    copy("keys", keys, key);
    String usedAt = "CASE WHEN n % 8 > 0 THEN " + madeAt + " + 1000 END";
    copy("uses", keys, Map.of("key_id", key.get("key_id"), "used_at", usedAt));
    key.put("key_id", "CONCAT('staged', n)");
    key.put("operation", "'create'");
    copy("staged", keys / 10, key);
    copy("partners", PARTNERS, Map.of("id", "CONCAT('partner-', n)"));
    copy("accounts", accounts(), Map.of("id", "CONCAT('account-', n)"));
    copy("chains", accounts(), Map.of("chain", "CONCAT('account-', n)"));
    copy("events", keys / 2, Map.of("chain", "'account-0'", "seq", "n + 1"));
    update("UPDATE %schains SET seq = " + (keys / 2 + 1) + " WHERE chain = 'account-0'");
    String sequence = "FLOOR(n / " + accounts() + ") + 1";
    String chain = "CONCAT('account-', 1 + n % " + accounts() + ")";
    copy("events", keys / 2, Map.of("chain", chain, "seq", sequence));
    long written = newest();
    String subject = "SUBSTRING(MD5(CONCAT('key', n)), 1, 16)";
    copy("changes", keys / 2, Map.of("change_no", written + " + n", "subject_id", subject));
    update("UPDATE %sfeed SET newest = " + (written + keys / 2));
    String expiry = start + " + n * 1000";
    copy("requests", keys / 2, Map.of("idempotency_key", "CONCAT('r', n)", "expires_at", expiry));
  }

  /** A year after it was made, in milliseconds. */
  private static String end(String number) {
    return NOW.plus(Duration.ofDays(365)).toEpochMilli() + " + " + number + " * 60000";
  }

  private int accounts() {
    return keys / 100;
  }

  /** One row of each table. */
  private void writePatterns() {
    StoredKey key =
        Records.key("pattern", record -> record.accountId(LARGE_ACCOUNT).partnerId("partner-0"));
    JdbcRules.committed(
        store,
        commit(LARGE_ACCOUNT)
            .insertKey(key)
            .putPartner(Records.partner("partner-0", 1))
            .putAccount(new AccountRecord(LARGE_ACCOUNT, ACTIVE, 1))
            .idempotency(request("pattern")));
  }

  private static IdempotencyRecord request(String idempotencyKey) {
    return Records.idempotency(scope(idempotencyKey), NOW);
  }

  /** The scope of one of the idempotency records. */
  static IdempotencyScope scope(String idempotencyKey) {
    return new IdempotencyScope(LARGE_ACCOUNT, "alice", "create", idempotencyKey);
  }

  private long newest() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT newest FROM " + prefix + "feed")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Copies the first row of a table, with other values in some columns. */
  private void copy(String table, int copies, Map<String, String> values) throws SQLException {
    List<String> columns = columns(table);
    List<String> selected = new ArrayList<>();
    for (String column : columns) {
      selected.add(values.getOrDefault(column, "p." + column));
    }
    update(
        "INSERT INTO %s"
            + table
            + " ("
            + String.join(", ", columns)
            + ") SELECT "
            + String.join(", ", selected)
            + " FROM "
            + numbers.replace("%d", Integer.toString(copies))
            + " CROSS JOIN (SELECT * FROM %s"
            + (table.equals("staged") ? "keys" : table)
            + " LIMIT 1) p");
    rows.merge(table, copies, Integer::sum);
  }

  private List<String> columns(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("SELECT * FROM " + prefix + table + " WHERE 1 = 0")) {
      ResultSetMetaData meta = none.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(meta.getColumnName(i));
      }
      return columns;
    }
  }

  private void update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql.replace("%s", prefix));
    }
  }
}
