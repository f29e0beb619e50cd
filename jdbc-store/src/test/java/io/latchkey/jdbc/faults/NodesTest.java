package io.latchkey.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.IssuedKey;
import io.latchkey.KeyState;
import io.latchkey.RejectionReason;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.testing.ManualTime;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: what one does, the other honours. */
class NodesTest {

  private static final Revocation LEAKED = Revocation.because(RevocationReason.LEAKED);

  private static EmbeddedPostgres server;

  private final ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
  private Node one;
  private Node other;

  @BeforeAll
  static void startServer() throws Exception {
    server = Schemas.startServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void startNodes() throws Exception {
    Schemas.createFresh(server);
    one = Node.at(Schemas.url(server.getPort()), time);
    one.registerPartner();
    other = Node.at(Schemas.url(server.getPort()), time);
  }

  @AfterEach
  void stopNodes() {
    other.close();
    one.close();
  }

  @Test
  void keyIssuedHere_isAcceptedThere_andRevokedHereIsRefusedThere() {
    LiveKey key = one.liveKey();
    await().atMost(Node.PATIENCE).until(() -> other.accepts(key));

    assertThat(one.latchkey.issuer().revoke(Node.ADMIN, key.id(), LEAKED).state())
        .isEqualTo(KeyState.REVOKED);

    await()
        .atMost(Node.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(other.latchkey.verifier().verify(key.text()).rejection().reason())
                    .isEqualTo(RejectionReason.KEY_REVOKED));
  }

  @Test
  void revokedHereWhileTheOtherIsBusyVerifying_onceRefusedThereNeverAcceptedAgain()
      throws Exception {
    LiveKey key = one.liveKey();
    await().atMost(Node.PATIENCE).until(() -> other.accepts(key));
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> verifying = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        verifying.add(threads.submit(() -> neverAcceptedAfterRefused(key, stop)));
      }
      assertThat(one.latchkey.issuer().revoke(Node.ADMIN, key.id(), LEAKED).state())
          .isEqualTo(KeyState.REVOKED);
      await().atMost(Node.PATIENCE).until(() -> !other.accepts(key));
      stop.set(true);
      for (Future<Boolean> result : verifying) {
        assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  private boolean neverAcceptedAfterRefused(LiveKey key, AtomicBoolean stop) {
    boolean refused = false;
    while (!stop.get()) {
      boolean accepted = other.accepts(key);
      if (accepted && refused) {
        return false;
      }
      refused = refused || !accepted;
    }
    return true;
  }

  @Test
  void pendingRevealHere_isEndedByTheOtherNodesRevocation() throws Exception {
    IssuedKey issued = one.latchkey.issuer().create(Node.ADMIN, Node.request());
    assertThat(issued.readable()).isTrue();

    assertThat(other.latchkey.issuer().revoke(Node.ADMIN, issued.id(), LEAKED).state())
        .isEqualTo(KeyState.REVOKED);

    await().atMost(Node.PATIENCE).until(() -> !issued.readable());
  }

  @Test
  void lastUseSeenThere_isShownHere() {
    LiveKey key = one.liveKey();
    await().atMost(Node.PATIENCE).until(() -> other.accepts(key));

    assertThat(other.latchkey.flushUses()).isEqualTo(1);

    assertThat(one.latchkey.keys().find(Node.ADMIN, key.id()).lastUsedAt()).isPresent();
  }
}
