package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A MySQL server, which leaves writing to the disk to the operating system. It needs the system
 * library libaio, which is installed from Debian's archive if it is missing and this process may.
 * Where it stays missing tests are skipped, or fail if {@code -Dlatchkey.databases.required=true}
 * says that nothing may be skipped.
 */
final class MySql extends SharedServer {

  static final MySql SHARED = new MySql();

  private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

  private MySql() {}

  @Override
  String start() throws IOException {
    Path home = Files.createTempDirectory("latchkey-mysql");
    unpack(home);
    String mysqld = home.resolve("bin/mysqld").toString();
    requireLibraries(mysqld);
    List<String> common =
        List.of(
            mysqld,
            "--no-defaults",
            "--user=root",
            "--datadir=" + home.resolve("data"),
            "--lc-messages-dir=" + home.resolve("share"));
    ServerProcess.run(with(common, "--initialize-insecure"));
    int port = ServerProcess.freePort();
    ServerProcess.start(
        with(
            common,
            "--skip-mysqlx",
            "--innodb-flush-method=nosync",
            "--innodb-doublewrite=0",
            "--skip-log-bin",
            "--bind-address=127.0.0.1",
            "--max-connections=200",
            "--socket=" + home.resolve("s.sock"),
            "--port=" + port),
        Map.of(),
        home.resolve("server.log"),
        url(port, ""));
    return url(port, "test");
  }

  /** Asked of the loader: a class finds what lies in its own module alone. */
  private static void unpack(Path home) throws IOException {
    Path archive = home.resolve("mysql.tar.gz");
    try (InputStream packed = MySql.class.getClassLoader().getResourceAsStream(ARCHIVE)) {
      Files.copy(Objects.requireNonNull(packed, ARCHIVE), archive);
    }
    ServerProcess.run(List.of("tar", "-xzf", archive.toString(), "-C", home.toString()));
    Files.delete(archive);
  }

  private static void requireLibraries(String mysqld) throws IOException {
    if (missing(mysqld).isPresent() && mayInstall()) {
      install();
    }
    Optional<String> missing = missing(mysqld);
    if (missing.isPresent()) {
      String reason =
          "MySQL needs a library that this machine lacks (on Debian run"
              + " src/test/resources/install-libaio.sh as root):"
              + missing.get();
      if (Boolean.getBoolean("latchkey.databases.required")) {
        fail(reason);
      }
      abort(reason);
    }
  }

  private static Optional<String> missing(String mysqld) throws IOException {
    return ServerProcess.run(List.of("ldd", mysqld))
        .lines()
        .filter(library -> library.contains("not found"))
        .findFirst();
  }

  private static boolean mayInstall() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  /** Whether it succeeded is seen by what is there then. */
  private static void install() throws IOException {
    Path script = Files.createTempFile("install-libaio", ".sh");
    try (InputStream text = MySql.class.getResourceAsStream("/install-libaio.sh")) {
      Files.copy(Objects.requireNonNull(text), script, StandardCopyOption.REPLACE_EXISTING);
      ServerProcess.run(List.of("sh", "-c", "sh " + script + " || true"));
    } finally {
      Files.delete(script);
    }
  }

  private static List<String> with(List<String> common, String... more) {
    List<String> command = new ArrayList<>(common);
    command.addAll(List.of(more));
    return command;
  }

  private static String url(int port, String database) {
    return "jdbc:mysql://127.0.0.1:"
        + port
        + "/"
        + database
        + "?user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }
}
