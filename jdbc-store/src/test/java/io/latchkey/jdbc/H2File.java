package io.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** H2 in files of a directory: a file for each store. */
final class H2File extends TestDatabase {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final Path directory;

  H2File(Path directory) {
    this.directory = directory;
  }

  @Override
  Space space() {
    return new FileSpace(directory.resolve("keys-" + MADE.incrementAndGet()));
  }

  private static final class FileSpace extends Space {

    private final Path file;
    private HikariDataSource pool;

    FileSpace(Path file) {
      super("latchkey_");
      this.file = file;
      pool = open();
    }

    private HikariDataSource open() {
      return pool("jdbc:h2:file:" + file + ";WRITE_DELAY=0", 16);
    }

    @Override
    DataSource dataSource() {
      return pool;
    }

    @Override
    void restart() {
      pool.close();
      pool = open();
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
