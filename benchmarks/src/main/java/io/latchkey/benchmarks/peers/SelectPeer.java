package io.latchkey.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The hand-rolled table: SHA-256 in hex is its primary key. */
final class SelectPeer implements Peer {

  private static final int BATCH = 1_000;

  private final HikariDataSource pool;
  private final Closeable server;
  private final String right;

  SelectPeer(DataSource database, List<String> texts, Closeable server) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(Runtime.getRuntime().availableProcessors() * 2);
    pool = new HikariDataSource(config);
    this.server = server;
    right = texts.get(texts.size() / 2);
    fill(texts);
  }

  private void fill(List<String> texts) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS api_keys");
      statement.execute(
          "CREATE TABLE api_keys (digest CHAR(64) PRIMARY KEY, active BOOLEAN NOT NULL,"
              + " expires_at TIMESTAMP WITH TIME ZONE NOT NULL, permissions VARCHAR(200) NOT NULL)");
      insert(connection, texts);
      statement.execute("ANALYZE");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Connection connection, List<String> texts) throws SQLException {
    KeyRow row = KeyRow.live();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO api_keys VALUES (?, ?, ?, ?)")) {
      for (int i = 0; i < texts.size(); i++) {
        insert.setString(1, Digests.hex(texts.get(i)));
        insert.setBoolean(2, row.active());
        insert.setTimestamp(3, Timestamp.from(row.expiresAt()));
        insert.setString(4, String.join(",", row.permissions()));
        insert.addBatch();
        if (i % BATCH == 0 || i == texts.size() - 1) {
          insert.executeBatch();
        }
      }
    }
  }

  @Override
  public boolean accepts(String credential) {
    KeyRow row = select(Digests.hex(credential));
    return row != null && row.liveNow();
  }

  private @Nullable KeyRow select(String digest) {
    try (Connection connection = pool.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT active, expires_at, permissions FROM api_keys WHERE digest = ?")) {
      select.setString(1, digest);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? new KeyRow(
                rows.getBoolean(1),
                rows.getTimestamp(2).toInstant(),
                Set.of(rows.getString(3).split(",", -1)))
            : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String right() {
    return right;
  }

  @Override
  public String wrong() {
    return Digests.wrong(right);
  }

  @Override
  public void close() {
    pool.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
