package io.latchkey.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Health;
import io.latchkey.KeyState;
import io.latchkey.RejectionReason;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.spi.StoreException;
import io.latchkey.testing.ManualTime;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary dies and its standby takes over, with all that was committed or without the last of
 * it.
 */
class FailoverTest {

  private static final Revocation LEAKED = Revocation.because(RevocationReason.LEAKED);

  private final ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");

  @TempDir private Path directory;

  @Test
  void synchronousStandbyTakesOver_nothingIsLostAndTheNodeGoesOn() throws Exception {
    try (Replicated database = new Replicated(directory);
        TcpProxy proxy = new TcpProxy(database.primaryPort())) {
      database.commitOnBoth();
      try (Node node = Node.at(Schemas.url(proxy.port()), time)) {
        node.registerPartner();
        LiveKey going = node.liveKey();
        LiveKey revoked = node.liveKey();
        assertThat(node.latchkey.issuer().revoke(Node.ADMIN, revoked.id(), LEAKED).state())
            .isEqualTo(KeyState.REVOKED);

        proxy.refuse(true);
        database.failOver();
        proxy.pointTo(database.standbyPort());
        assertThat(node.accepts(going)).isTrue();
        proxy.refuse(false);

        await().atMost(Node.PATIENCE).ignoreExceptions().until(() -> node.liveKey() != null);
        assertThat(node.accepts(going)).isTrue();
        assertThat(node.accepts(revoked)).isFalse();
        assertThat(node.latchkey.health().status()).isEqualTo(Health.Status.READY);
        assertThat(node.latchkey.audit().check(Node.ADMIN).intact()).isTrue();
        try (Node fresh = Node.at(Schemas.url(database.standbyPort()), time)) {
          assertThat(fresh.accepts(going)).isTrue();
          assertThat(fresh.accepts(revoked)).isFalse();
        }
      }
    }
  }

  @Test
  void standbyLacksTheLastCommits_whatThisNodeSawRevokedStaysRevoked() throws Exception {
    try (Replicated database = new Replicated(directory);
        TcpProxy proxy = new TcpProxy(database.primaryPort());
        Node node = Node.at(Schemas.url(proxy.port()), time)) {
      node.registerPartner();
      LiveKey going = node.liveKey();
      LiveKey revoked = node.liveKey();
      database.awaitCaughtUp();
      database.cutOffStandby();
      assertThat(node.latchkey.issuer().revoke(Node.ADMIN, revoked.id(), LEAKED).state())
          .isEqualTo(KeyState.REVOKED);
      LiveKey lost = node.liveKey();

      proxy.refuse(true);
      database.failOver();
      proxy.pointTo(database.standbyPort());
      proxy.refuse(false);

      await()
          .atMost(Node.PATIENCE)
          .until(() -> node.latchkey.health().status() == Health.Status.FEED_REGRESSED);
      await().atMost(Node.PATIENCE).until(() -> node.accepts(going));
      assertThat(node.latchkey.verifier().verify(revoked.text()).rejection().reason())
          .isEqualTo(RejectionReason.KEY_REVOKED);
      await("the key whose row is gone").atMost(Node.PATIENCE).until(() -> !node.accepts(lost));

      node.latchkey.acceptRestore(Node.HOST);
      assertThat(node.latchkey.health().status()).isEqualTo(Health.Status.READY);
      assertThat(node.accepts(revoked)).isFalse();
      assertThat(node.latchkey.issuer().revoke(Node.ADMIN, revoked.id(), LEAKED).state())
          .as("the store is told again")
          .isEqualTo(KeyState.REVOKED);
    }
  }

  /** A standby answers, and nobody knows of what time: its feed must not count as fresh. */
  @Test
  void standby_thatIsTakenForThePrimary_isRefusedAtTheStartAndCountsForNothingLater()
      throws Exception {
    try (Replicated database = new Replicated(directory);
        TcpProxy proxy = new TcpProxy(database.primaryPort());
        Node node = Node.at(Schemas.url(proxy.port()), time);
        HikariDataSource standby = new HikariDataSource()) {
      database.awaitCaughtUp();
      standby.setJdbcUrl(Schemas.url(database.standbyPort()));
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> JdbcKeyStore.create(standby))
          .withMessageContaining("primary");

      proxy.pointTo(database.standbyPort());
      proxy.dropAll();

      await()
          .atMost(Node.PATIENCE)
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(StoreException.class)
                      .isThrownBy(() -> node.store.changes(0, 1))
                      .matches(e -> e.kind() == StoreException.Kind.UNAVAILABLE)
                      .withMessageContaining("primary"));
    }
  }
}
