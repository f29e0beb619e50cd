package io.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** SQLite in files of a directory: a file for each store. */
final class SqliteFile extends TestDatabase {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final Path directory;
  private final String settings;

  SqliteFile(Path directory, String settings) {
    this.directory = directory;
    this.settings = settings;
  }

  @Override
  Space space() {
    String url = "jdbc:sqlite:" + directory.resolve("keys-" + MADE.incrementAndGet()) + settings;
    return new FileSpace(url);
  }

  private static final class FileSpace extends Space {

    private final String url;
    private HikariDataSource pool;

    FileSpace(String url) {
      super("latchkey_");
      this.url = url;
      pool = pool(url, 8);
    }

    @Override
    DataSource dataSource() {
      return pool;
    }

    @Override
    void restart() {
      pool.close();
      pool = pool(url, 8);
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
