package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {

  @ParameterizedTest
  @CsvSource({
    "H2, '', H2",
    "SQLite, '', SQLITE",
    "PostgreSQL, 'PostgreSQL 18.6 on x86_64', POSTGRESQL",
    "MariaDB, 11.4.5-MariaDB, MARIADB",
    "MySQL, 8.0.15, MYSQL",
    "MySQL, 5.5.5-10.11.6-MariaDB-log, MARIADB",
  })
  void product_thatIsSupported_isFound(String product, String version, Database expected) {
    assertThat(Detection.of(product, version)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PostgreSQL, 'CockroachDB CCL v24.1.0 (x86_64-pc-linux-gnu)'",
    "PostgreSQL, 'PostgreSQL 11.2-YB-2.20.1.0-b0 on x86_64-pc-linux-gnu'",
    "PostgreSQL, 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, Redshift 1.0.12103'",
    "PostgreSQL, 'PostgreSQL 12.12 (Greenplum Database 7.1.0 build 1) on x86_64'",
    "MySQL, 8.0.11-TiDB-v7.5.0",
    "MySQL, 8.0.30-Vitess",
    "Oracle, 23",
    "postgresql, 'PostgreSQL 16'",
  })
  void product_thatOnlySpeaksTheProtocolOfAnother_isNotTakenForIt(String product, String version) {
    assertThat(Detection.of(product, version)).isEmpty();
  }

  @Test
  void product_thatIsNotSupported_isRefusedWithTheList() {
    assertThatThrownBy(() -> Detection.of(connectionTo("Apache Derby")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Apache Derby")
        .hasMessageContaining("H2, POSTGRESQL, MARIADB, MYSQL, SQLITE")
        .hasMessageContaining("database(");
  }

  @Test
  void product_saidByTheHost_isNotAskedFor() {
    try (Space space = new H2Memory().space()) {
      Intercepted unasked = new Intercepted(space.dataSource());
      unasked.beforeConnection(
          () -> {
            throw new java.sql.SQLException("not reachable yet");
          });
      Opening opening =
          new Opening(unasked, Database.POSTGRESQL, new Names(null, Names.DEFAULT_PREFIX));

      assertThat(Optional.of(opening.dialect().folder())).contains("postgresql");
    }
  }

  private static Connection connectionTo(String product) {
    DatabaseMetaData metaData =
        proxy(
            DatabaseMetaData.class, name -> name.equals("getDatabaseProductName") ? product : null);
    return proxy(Connection.class, name -> name.equals("getMetaData") ? metaData : null);
  }

  private static <T> T proxy(Class<T> type, java.util.function.Function<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            DetectionTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.apply(method.getName())));
  }
}
