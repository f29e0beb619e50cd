package io.latchkey.jdbc.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.jdbc.faults.Schemas;
import io.latchkey.jdbc.faults.TcpProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three JVMs verify under load, on one PostgreSQL, what a fourth one creates, replaces and revokes.
 * {@code -Dlatchkey.nodes.operations=10000} does so often.
 */
class SeparateNodesTest {

  private static final int OPERATIONS = Integer.getInteger("latchkey.nodes.operations", 300);

  /** What the library has if nothing is set. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration BOUND = Duration.ofSeconds(5);

  /** Where a test has to outwait the bound. */
  private static final Duration SHORT_POLL = Duration.ofMillis(500);

  private static final Duration SHORT_BOUND = Duration.ofSeconds(2);

  private static EmbeddedPostgres server;

  @TempDir private Path directory;

  private final List<TcpProxy> proxies = new ArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    server = Schemas.startServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void emptyDatabase() throws Exception {
    Schemas.createFresh(server);
  }

  @AfterEach
  void closeProxies() throws Exception {
    for (TcpProxy proxy : proxies) {
      proxy.close();
    }
  }

  @Test
  void nodesThatAreNotified_honourEveryChangeAtOnce() throws Exception {
    NodeSettings settings = new NodeSettings(direct(), direct(), POLL, BOUND);
    try (Cluster cluster = cluster("NOTIFY", same(settings), () -> {})) {
      cluster.nodes().forEach(VerifierProcess::awaitNotified);

      work(cluster);

      Judge judge = judged(cluster);
      assertThat(judge.revocations().percentile(50)).isLessThan(POLL.dividedBy(4));
      assertThat(judge.acknowledgements().percentile(50)).isLessThan(POLL.dividedBy(4));
    }
  }

  @Test
  void nodesThatPoll_honourEveryChangeWithinTheBound() throws Exception {
    NodeSettings settings = new NodeSettings(direct(), "", POLL, BOUND);
    try (Cluster cluster = cluster("polling", same(settings), () -> {})) {
      work(cluster);

      assertThat(judged(cluster).revocations().percentile(100)).isLessThan(BOUND);
    }
  }

  /** What listens goes on being connected, and nothing reaches it any more. */
  @Test
  void nodesThatGetNoNotification_goOnByPolling() throws Exception {
    TcpProxy listening = proxy();
    NodeSettings settings = new NodeSettings(direct(), Schemas.url(listening.port()), POLL, BOUND);
    try (Cluster cluster = cluster("every notification dropped", same(settings), () -> {})) {
      cluster.nodes().forEach(VerifierProcess::awaitNotified);
      cluster.driver().start(seed());
      cluster.driver().awaitOperations(20);
      listening.stall();

      cluster.driver().awaitOperations(OPERATIONS);

      judged(cluster);
    }
  }

  @Test
  void nodePausedBeyondTheBound_refusesUntilItHasCaughtUp() throws Exception {
    NodeSettings settings = new NodeSettings(direct(), direct(), SHORT_POLL, SHORT_BOUND);
    try (Cluster cluster = cluster("one node paused", same(settings), () -> {})) {
      cluster.driver().start(seed());
      cluster.driver().awaitOperations(OPERATIONS / 3);
      VerifierProcess paused = cluster.node(1);
      long since = Moments.now();
      paused.pause();
      cluster.driver().awaitOperations(OPERATIONS / 3);
      while (Moments.now() - since < SHORT_BOUND.multipliedBy(3).dividedBy(2).toNanos()) {
        cluster.driver().awaitOperations(1);
      }
      paused.resume();
      cluster.driver().awaitOperations(OPERATIONS / 3);

      List<NodeReport> reports = cluster.finish();
      cluster.judge(reports);
      assertThat(reports.get(1).unavailable()).as("refused for its staleness").isPositive();
      assertThat(reports.get(0).unavailable() + reports.get(2).unavailable()).isZero();
    }
  }

  @Test
  void nodesWhoseConnectionsAreCutAtRandom_keepEveryPromise() throws Exception {
    List<TcpProxy> cut = new ArrayList<>();
    List<NodeSettings> settings = new ArrayList<>();
    for (int i = 0; i <= Cluster.NODES; i++) {
      TcpProxy proxy = proxy();
      String url = Schemas.url(proxy.port());
      settings.add(new NodeSettings(url, url, SHORT_POLL, SHORT_BOUND));
      cut.add(proxy);
    }
    Runnable cutting =
        () -> {
          ThreadLocalRandom chance = ThreadLocalRandom.current();
          if (chance.nextInt(10) == 0) {
            cut.get(chance.nextInt(cut.size())).dropAll();
          }
        };
    try (Cluster cluster = cluster("connections cut", settings, cutting)) {
      work(cluster);

      cluster.judge(cluster.finish());
      assertThat(cluster.driver().unanswered()).as("answers cut off").isPositive();
    }
  }

  private void work(Cluster cluster) {
    cluster.driver().start(seed());
    cluster.driver().awaitOperations(OPERATIONS);
  }

  /** Where nothing was silent, nothing may be unavailable. */
  private static Judge judged(Cluster cluster) throws Exception {
    List<NodeReport> reports = cluster.finish();
    Judge judge = cluster.judge(reports);
    assertThat(reports).extracting(NodeReport::unavailable).containsOnly(0L);
    return judge;
  }

  private Cluster cluster(String name, List<NodeSettings> settings, Runnable afterOperation)
      throws Exception {
    return new Cluster(
        name,
        settings.get(Cluster.NODES),
        settings.subList(0, Cluster.NODES),
        directory,
        afterOperation);
  }

  /** Three nodes and the issuing process. */
  private static List<NodeSettings> same(NodeSettings settings) {
    return Collections.nCopies(Cluster.NODES + 1, settings);
  }

  private static String direct() {
    return Schemas.url(server.getPort());
  }

  private TcpProxy proxy() throws Exception {
    TcpProxy proxy = new TcpProxy(server.getPort());
    proxies.add(proxy);
    return proxy;
  }

  private static long seed() {
    return ThreadLocalRandom.current().nextLong();
  }
}
