package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on the oldest PostgreSQL that is supported. */
@Tag("databases")
class PostgresOldestContractTest extends JdbcContract {

  private static final Postgres OLDEST =
      new Postgres(Path.of(System.getProperty("latchkey.postgres.oldest", "")));

  @BeforeAll
  static void serverIsTheOldest() throws SQLException {
    try (Connection connection = OLDEST.pool().getConnection()) {
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(16);
    }
  }

  @Override
  TestDatabase database() {
    return OLDEST;
  }

  @Override
  JdbcKeyStore.Builder builder(Space space, LeakCheck connections) {
    return space.builder(connections).listenOn(connections);
  }
}
