package io.latchkey.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Latchkey;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.spi.StoreException;
import io.latchkey.testing.ManualTime;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way on which a node listens fails, and the way on which it polls does not. */
class ListeningTest {

  private static final Revocation LEAKED = Revocation.because(RevocationReason.LEAKED);

  private static EmbeddedPostgres server;

  private final ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
  private TcpProxy proxy;
  private Node node;

  @BeforeAll
  static void startServer() throws Exception {
    server = Schemas.startServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void startNode() throws Exception {
    Schemas.createFresh(server);
    proxy = new TcpProxy(server.getPort());
    node = Node.at(Schemas.url(server.getPort()), time);
    node.registerPartner();
  }

  @AfterEach
  void stopNode() throws Exception {
    proxy.resume();
    node.close();
    proxy.close();
  }

  /** The pool for listening has no connection left, and lets wait for half a minute. */
  @Test
  void noConnectionToListenOn_nodePollsAsOftenAsWithout() throws Exception {
    LiveKey key = node.liveKey();
    try (HikariDataSource direct = direct();
        JdbcKeyStore store = listening(direct);
        var taken = direct.getConnection();
        Latchkey other =
            Latchkey.builder(store)
                .brand("acme")
                .timeSource(time)
                .pollInterval(Duration.ofMillis(100))
                .start()) {
      assertThat(other.awaitReady(Node.PATIENCE)).isTrue();
      assertThat(other.verifier().verify(key.text()).accepted()).isTrue();
      assertThat(node.latchkey.issuer().revoke(Node.ADMIN, key.id(), LEAKED).id())
          .isEqualTo(key.id());

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !other.verifier().verify(key.text()).accepted());
      assertThat(taken.isClosed()).isFalse();
    }
  }

  /** A connection that a firewall forgot says nothing, not even that it is gone. */
  @Test
  void connectionThatIsSilent_isFoundOutAndDoesNotHoldUpTheEnd() throws Exception {
    try (HikariDataSource direct = direct()) {
      JdbcKeyStore store = listening(direct);
      assertThat(store.awaitChange(Long.MAX_VALUE, Duration.ofMillis(50))).isFalse();
      proxy.stall();

      await()
          .atMost(Node.PATIENCE)
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(StoreException.class)
                      .isThrownBy(() -> store.awaitChange(Long.MAX_VALUE, Duration.ofMillis(50))));
      assertThat(CompletableFuture.runAsync(store::close)).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  /** One connection, for which others may wait for half a minute. */
  private HikariDataSource direct() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(Schemas.url(proxy.port()));
    pool.setMaximumPoolSize(1);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(30_000);
    return pool;
  }

  private JdbcKeyStore listening(HikariDataSource direct) {
    return JdbcKeyStore.builder(node.pool).listenOn(direct).create();
  }
}
