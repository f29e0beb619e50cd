package io.latchkey.benchmarks.peers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** A SELECT by hash for each request, through a connection pool. */
public enum DatabasePeer {
  /** In the same process: no network at all. */
  SELECT_H2,
  /** On the same machine, through the loopback interface. */
  SELECT_POSTGRESQL;

  /**
   * Opens the peer, and the database with it.
   *
   * @param texts texts of keys, which it is to hold
   */
  public Peer open(List<String> texts) {
    return switch (this) {
      case SELECT_H2 -> new SelectPeer(h2(), texts, () -> {});
      case SELECT_POSTGRESQL -> postgres(texts);
    };
  }

  private static JdbcDataSource h2() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:peer;DB_CLOSE_DELAY=-1");
    return h2;
  }

  private static Peer postgres(List<String> texts) {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      return new SelectPeer(server.getPostgresDatabase(), texts, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
