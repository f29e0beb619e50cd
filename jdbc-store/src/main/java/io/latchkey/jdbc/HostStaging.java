package io.latchkey.jdbc;

import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Staging;
import java.sql.Connection;

/**
 * Stages keys through the host's own connection, in whatever transaction it is in. Neither commits
 * nor rolls back, and leaves nothing of it open.
 */
final class HostStaging implements Staging {

  private final Jdbc jdbc;
  private final StagedKeys keys;
  private final Connection connection;

  HostStaging(Jdbc jdbc, StagedKeys keys, Connection connection) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.connection = connection;
  }

  boolean commitsByItself() {
    return jdbc.within(connection, session -> connection.getAutoCommit());
  }

  @Override
  public void stage(StagedKey staged) {
    jdbc.within(
        connection,
        session -> {
          keys.insert(session, staged);
          return staged;
        });
  }
}
