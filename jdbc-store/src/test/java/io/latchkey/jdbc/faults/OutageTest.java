package io.latchkey.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.latchkey.Health;
import io.latchkey.KeyQuery;
import io.latchkey.KeyState;
import io.latchkey.RejectionReason;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.StoreUnavailableException;
import io.latchkey.testing.ManualTime;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away, comes back, has no connection left, or answers too late. */
class OutageTest {

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
    node =
        Node.at(
            Schemas.url(proxy.port()) + "&socketTimeout=1",
            time,
            config -> config.setMaximumPoolSize(4));
    node.registerPartner();
  }

  @AfterEach
  void stopNode() throws Exception {
    proxy.resume();
    node.close();
    proxy.close();
  }

  @Test
  void databaseGone_verificationGoesOnForTheBoundAndThenRefuses_andRecoversByItself() {
    LiveKey key = node.liveKey();
    proxy.refuse(true);
    awaitFailingFeed();

    assertThat(node.accepts(key)).isTrue();
    time.advance(Node.MAX_STALENESS.plusMillis(1));
    assertThat(node.latchkey.verifier().verify(key.text()).rejection().reason())
        .isEqualTo(RejectionReason.STALE);
    assertThat(node.latchkey.health().status()).isEqualTo(Health.Status.STALE);

    proxy.refuse(false);
    await().atMost(Node.PATIENCE).until(() -> node.accepts(key));
    assertThat(node.latchkey.health().status()).isEqualTo(Health.Status.READY);
  }

  @Test
  void databaseGone_managementFailsTypedAndWritesNothing() {
    LiveKey key = node.liveKey();
    proxy.refuse(true);

    StoreUnavailableException failed =
        catchThrowableOfType(
            StoreUnavailableException.class,
            () -> node.latchkey.issuer().revoke(Node.ADMIN, key.id(), LEAKED));
    assertThat(failed.outcomeUnknown()).isFalse();

    proxy.refuse(false);
    await()
        .atMost(Node.PATIENCE)
        .ignoreExceptions()
        .until(() -> node.latchkey.keys().find(Node.ADMIN, key.id()).state() == KeyState.ACTIVE);
    assertThat(node.latchkey.issuer().revoke(Node.ADMIN, key.id(), LEAKED).state())
        .isEqualTo(KeyState.REVOKED);
    assertThat(node.accepts(key)).isFalse();
  }

  @Test
  void noConnectionLeft_managementFailsTyped_verificationGoesOn() throws Exception {
    LiveKey key = node.liveKey();
    List<Connection> taken = new ArrayList<>();
    try {
      await()
          .atMost(Node.PATIENCE)
          .until(
              () -> {
                taken.add(node.pool.getConnection());
                return taken.size() == node.pool.getMaximumPoolSize();
              });
      StoreUnavailableException failed =
          catchThrowableOfType(
              StoreUnavailableException.class,
              () -> node.latchkey.issuer().create(Node.ADMIN, Node.request()).close());
      assertThat(failed.outcomeUnknown()).isFalse();
      assertThat(node.accepts(key)).isTrue();
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    assertThat(node.liveKey().id()).isNotEqualTo(key.id());
  }

  @Test
  void answersAfterTheTimeout_operationFailsTyped_andIsDoneWhollyOrNotAtAll() {
    LiveKey key = node.liveKey();
    proxy.stall();

    StoreUnavailableException failed =
        catchThrowableOfType(
            StoreUnavailableException.class,
            () -> node.latchkey.issuer().revoke(Node.ADMIN, key.id(), LEAKED));
    assertThat(failed).isNotNull();
    assertThat(node.accepts(key)).isTrue();

    proxy.resume();
    await()
        .atMost(Node.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(node.latchkey.keys().list(Node.ADMIN, KeyQuery.all(), null, 10).keys())
                    .hasSize(1));
    boolean revoked = node.latchkey.keys().find(Node.ADMIN, key.id()).state() == KeyState.REVOKED;
    long events =
        node.latchkey.audit().read(Node.ADMIN, 0, 100).stream()
            .filter(entry -> entry.type().equals("key_revoked"))
            .count();
    assertThat(events).isEqualTo(revoked ? 1 : 0);
    assertThat(node.latchkey.audit().check(Node.ADMIN).intact()).isTrue();
  }

  @Test
  void connectionsDropped_nextOperationsSucceed() {
    LiveKey key = node.liveKey();
    proxy.dropAll();
    await()
        .atMost(Node.PATIENCE)
        .ignoreException(StoreUnavailableException.class)
        .until(
            () ->
                node.latchkey.issuer().disable(Node.ADMIN, key.id()).state() == KeyState.DISABLED);
    assertThat(node.accepts(key)).isFalse();
  }

  private void awaitFailingFeed() {
    time.advance(Duration.ofMillis(1));
    await()
        .atMost(Node.PATIENCE)
        .until(() -> node.latchkey.health().feedAge().orElseThrow().toMillis() > 0);
  }
}
