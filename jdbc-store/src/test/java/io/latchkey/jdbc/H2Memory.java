package io.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** H2 in memory: a database for each store. */
final class H2Memory extends TestDatabase {

  private static final AtomicInteger MADE = new AtomicInteger();

  @Override
  Space space() {
    HikariDataSource pool =
        pool("jdbc:h2:mem:latchkey" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1", 16);
    return new Space("latchkey_") {
      @Override
      DataSource dataSource() {
        return pool;
      }

      @Override
      public void close() {
        pool.close();
      }
    };
  }
}
