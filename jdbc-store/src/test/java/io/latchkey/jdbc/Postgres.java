package io.latchkey.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL server. */
final class Postgres extends SharedServer {

  /** The newest supported server. */
  static final Postgres SHARED = new Postgres(null);

  private final Path binaries;
  private EmbeddedPostgres server;

  /** A server of another version, whose programs are in an archive. */
  Postgres(Path binaries) {
    this.binaries = binaries;
  }

  @Override
  String start() throws IOException {
    EmbeddedPostgres.Builder settings =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .setServerConfig("max_locks_per_transaction", "256")
            .setPGStartupWait(Duration.ofMinutes(2));
    if (binaries != null) {
      settings.setPgBinaryResolver(this::archive);
    }
    server = settings.start();
    return server.getJdbcUrl("postgres", "postgres");
  }

  private InputStream archive(String system, String machine) throws IOException {
    URL file = new URL("jar:" + binaries.toUri() + "!/postgres-linux-x86_64.txz");
    if (!"Linux".equals(system) || !"x86_64".equals(machine)) {
      throw new IOException("the archive is for Linux on x86-64");
    }
    return file.openStream();
  }
}
