package io.latchkey.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL that keeps what it committed, and can be killed as a power cut would. */
final class KilledServer implements AutoCloseable {

  private final Path directory;
  private final int port;
  private EmbeddedPostgres server;

  KilledServer(Path directory) throws IOException {
    this.directory = directory;
    server = start(0);
    port = server.getPort();
  }

  private EmbeddedPostgres start(int atPort) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(atPort)
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  int port() {
    return port;
  }

  /** SIGKILL for the server and every process of it. */
  void kill() throws Exception {
    long pid =
        Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      Optional<ProcessHandle> ended =
          process.onExit().thenApply(Optional::of).get(30, TimeUnit.SECONDS);
      assertThat(ended).isPresent();
    }
    // What is left for this is to let go of the lock on the directory.
    server.close();
  }

  void restart() throws IOException {
    Files.deleteIfExists(directory.resolve("postmaster.pid"));
    server = start(port);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
