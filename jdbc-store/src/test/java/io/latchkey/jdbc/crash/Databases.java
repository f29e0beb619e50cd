package io.latchkey.jdbc.crash;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Pools as a host would set them up. */
public final class Databases {

  private Databases() {}

  public static HikariDataSource pool(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    // On a busy machine a process takes its time to open a file, which is no violation.
    config.setConnectionTimeout(60_000);
    // A server that is still starting is waited for by whoever starts it.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
