package io.latchkey.jdbc;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's driver says of a failure, and what of that is passed on. */
class PostgresFailureTest extends JdbcRules {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }

  /** The driver writes every parameter of a batch into its message, whatever made it fail. */
  @Test
  void batch_thatIsCancelled_isNotQuoted() throws SQLException {
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")).insertKey(key("k2")));
    String impatient = Postgres.SHARED.url() + "&options=-c%20statement_timeout=1000";
    try (HikariDataSource pool = TestDatabase.pool(impatient, 1);
        Connection holder = space.dataSource().getConnection()) {
      holder.setAutoCommit(false);
      execute(holder, "SELECT version FROM " + space.prefix() + "keys FOR UPDATE");

      StoreException failure =
          catchThrowableOfType(
              StoreException.class,
              () ->
                  store(pool)
                      .commit(
                          commit().updateKey(next(key("k1"))).updateKey(next(key("k2"))).build()));

      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("57014");
      StringWriter written = new StringWriter();
      failure.printStackTrace(new PrintWriter(written));
      assertThat(written.toString())
          .doesNotContain("UPDATE")
          .doesNotContain(key("k1").details().description())
          .doesNotContain(key("k1").details().tail());
      holder.rollback();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
