package io.latchkey.jdbc.faults;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A primary and its streaming standby; the primary can be killed and the standby promoted. */
public final class Replicated implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a base backup leaves out. */
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

  private final Path primaryDirectory;
  private final Path standbyDirectory;
  private final EmbeddedPostgres primary;
  private EmbeddedPostgres standby;

  public Replicated(Path directory) throws Exception {
    primaryDirectory = directory.resolve("primary");
    standbyDirectory = directory.resolve("standby");
    primary =
        builder(primaryDirectory)
            .setServerConfig("wal_level", "replica")
            .setServerConfig("hot_standby", "on")
            .start();
    backUp();
    standby = builder(standbyDirectory).start();
    awaitStreaming();
  }

  private static EmbeddedPostgres.Builder builder(Path directory) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  public int primaryPort() {
    return primary.getPort();
  }

  public int standbyPort() {
    return standby.getPort();
  }

  EmbeddedPostgres primary() {
    return primary;
  }

  /** From now on a commit is answered when the standby has it, too. */
  public void commitOnBoth() throws SQLException {
    execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
    execute(primary, "SELECT pg_reload_conf()");
    await()
        .atMost(PATIENCE)
        .until(() -> query(primary, "SELECT sync_state FROM pg_stat_replication").equals("sync"));
  }

  /** Waits until the standby has all that was committed so far. */
  public void awaitCaughtUp() throws SQLException {
    String position = query(primary, "SELECT pg_current_wal_lsn()::text");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                query(
                        standby,
                        "SELECT (pg_last_wal_replay_lsn() >= '" + position + "'::pg_lsn)::text")
                    .equals("true"));
  }

  /** From now on the standby gets nothing. */
  public void cutOffStandby() throws IOException {
    standby.close();
  }

  /** SIGKILL for the primary; the standby, started again if need be, takes its place. */
  public void failOver() throws Exception {
    long pid =
        Long.parseLong(
            Files.readAllLines(primaryDirectory.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    primary.close();
    if (!answers()) {
      standby = builder(standbyDirectory).start();
    }
    execute(standby, "SELECT pg_promote()");
    await()
        .atMost(PATIENCE)
        .until(() -> query(standby, "SELECT pg_is_in_recovery()::text").equals("false"));
  }

  private boolean answers() {
    try {
      return !query(standby, "SELECT 1").isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  private void backUp() throws Exception {
    try (Connection connection = primary.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('standby', true)");
      Files.walkFileTree(primaryDirectory, new Copy());
      try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop()")) {
        label.next();
        Files.writeString(standbyDirectory.resolve("backup_label"), label.getString(1));
      }
    }
    Files.createFile(standbyDirectory.resolve("standby.signal"));
    Files.writeString(
        standbyDirectory.resolve("postgresql.auto.conf"),
        "\nprimary_conninfo = 'host=localhost port=" + primary.getPort() + " user=postgres'\n",
        StandardOpenOption.APPEND);
  }

  private void awaitStreaming() {
    await()
        .atMost(PATIENCE)
        .until(() -> query(primary, "SELECT state FROM pg_stat_replication").equals("streaming"));
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row, or nothing. */
  private static String query(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  @Override
  public void close() throws IOException {
    standby.close();
    primary.close();
  }

  /** Copies a running server's directory as a base backup does. */
  private final class Copy extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
        throws IOException {
      Path to = standbyDirectory.resolve(primaryDirectory.relativize(from));
      Files.createDirectories(to);
      to.toFile().setReadable(false, false);
      to.toFile().setWritable(false, false);
      to.toFile().setExecutable(false, false);
      to.toFile().setReadable(true, true);
      to.toFile().setWritable(true, true);
      to.toFile().setExecutable(true, true);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
      Path relative = primaryDirectory.relativize(from);
      String top = relative.getName(0).toString();
      boolean content = top.equals("pg_wal") || top.equals("pg_replslot");
      if (!content && !LEFT_OUT.contains(relative.toString())) {
        Files.copy(from, standbyDirectory.resolve(relative));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
