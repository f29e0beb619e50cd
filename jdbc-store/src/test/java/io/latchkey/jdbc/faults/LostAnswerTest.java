package io.latchkey.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.latchkey.AuditEntry;
import io.latchkey.IssuedKey;
import io.latchkey.KeyQuery;
import io.latchkey.KeyState;
import io.latchkey.NewKey;
import io.latchkey.RejectionReason;
import io.latchkey.Replacement;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.StoreUnavailableException;
import io.latchkey.testing.ManualTime;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection is cut between a commit and its acknowledgement. */
class LostAnswerTest {

  private static EmbeddedPostgres server;

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
    // Without names for statements the proxy can read what it lets through.
    node =
        Node.at(
            Schemas.url(proxy.port()) + "&prepareThreshold=0",
            ManualTime.at("2030-01-01T00:00:00Z"));
    node.registerPartner();
  }

  @AfterEach
  void stopNode() throws Exception {
    node.close();
    proxy.close();
  }

  @Test
  void create_answerLost_retryWithTheIdempotencyKeyEndsWithOneKey() throws Exception {
    NewKey request = Node.request().idempotencyKey("form-17");
    CountDownLatch cut = proxy.cutNextAnswerToCommit();

    StoreUnavailableException lost =
        catchThrowableOfType(
            StoreUnavailableException.class,
            () -> node.latchkey.issuer().create(Node.ADMIN, request).close());
    assertThat(cut.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lost.outcomeUnknown()).isTrue();

    IssuedKey issued = node.latchkey.issuer().create(Node.ADMIN, request);
    node.latchkey.issuer().acknowledge(Node.ADMIN, issued);

    assertThat(node.latchkey.keys().list(Node.ADMIN, KeyQuery.all(), null, 10).keys())
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.id()).isEqualTo(issued.id());
              assertThat(key.state()).isEqualTo(KeyState.ACTIVE);
            });
    assertThat(events()).containsExactly("key_created", "key_reveal_renewed", "key_acknowledged");
  }

  @Test
  void replace_answerLost_retryWithTheIdempotencyKeyEndsWithOneSuccessor() throws Exception {
    LiveKey original = node.liveKey();
    Replacement request =
        Replacement.overlapping(original.id(), Duration.ofDays(1)).idempotencyKey("form-18");
    CountDownLatch cut = proxy.cutNextAnswerToCommit();

    StoreUnavailableException lost =
        catchThrowableOfType(
            StoreUnavailableException.class,
            () -> node.latchkey.issuer().replace(Node.ADMIN, request).close());
    assertThat(cut.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lost.outcomeUnknown()).isTrue();

    IssuedKey successor = node.latchkey.issuer().replace(Node.ADMIN, request);
    assertThat(successor.key().predecessor()).contains(original.id());
    assertThat(node.latchkey.keys().list(Node.ADMIN, KeyQuery.all(), null, 10).keys()).hasSize(2);
  }

  @Test
  void revoke_answerLost_isHonouredHereWithoutTheAnswer_andCanBeRepeated() throws Exception {
    LiveKey key = node.liveKey();
    Revocation leaked = Revocation.because(RevocationReason.LEAKED);
    CountDownLatch cut = proxy.cutNextAnswerToCommit();

    StoreUnavailableException lost =
        catchThrowableOfType(
            StoreUnavailableException.class,
            () -> node.latchkey.issuer().revoke(Node.ADMIN, key.id(), leaked));
    assertThat(cut.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lost.outcomeUnknown()).isTrue();

    // Nobody told this node's index; the feed does.
    await()
        .atMost(Node.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.latchkey.verifier().verify(key.text()).rejection().reason())
                    .isEqualTo(RejectionReason.KEY_REVOKED));
    assertThat(node.latchkey.issuer().revoke(Node.ADMIN, key.id(), leaked).state())
        .isEqualTo(KeyState.REVOKED);
    assertThat(events()).containsExactly("key_created", "key_acknowledged", "key_revoked");
  }

  private List<String> events() {
    return node.latchkey.audit().read(Node.ADMIN, 0, 100).stream().map(AuditEntry::type).toList();
  }
}
