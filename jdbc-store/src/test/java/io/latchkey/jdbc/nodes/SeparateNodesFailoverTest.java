package io.latchkey.jdbc.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Health;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.jdbc.crash.Databases;
import io.latchkey.jdbc.faults.Replicated;
import io.latchkey.jdbc.faults.Schemas;
import io.latchkey.jdbc.faults.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three JVMs verify under load what a fourth one creates, replaces and revokes, while the
 * PostgreSQL that they share is killed and its standby takes over. {@code
 * -Dlatchkey.nodes.operations=10000} runs it, at length.
 */
@EnabledIfSystemProperty(
    named = "latchkey.nodes.operations",
    matches = "\\d+",
    disabledReason = "takes a minute: run on demand")
class SeparateNodesFailoverTest {

  private static final int OPERATIONS = Integer.getInteger("latchkey.nodes.operations", 300);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BOUND = Duration.ofSeconds(2);

  @TempDir private Path directory;

  private final List<TcpProxy> network = new ArrayList<>();

  @AfterEach
  void closeNetwork() throws Exception {
    for (TcpProxy proxy : network) {
      proxy.close();
    }
  }

  @Test
  void synchronousStandbyTakesOver_everyPromiseIsKept() throws Exception {
    try (Replicated database = new Replicated(directory)) {
      database.commitOnBoth();
      try (Cluster cluster = cluster("synchronous failover", database)) {
        cluster.driver().start(ThreadLocalRandom.current().nextLong());
        cluster.driver().awaitOperations(OPERATIONS / 2);

        database.failOver();
        network.forEach(proxy -> proxy.pointTo(database.standbyPort()));
        cluster.driver().awaitOperations(OPERATIONS / 2);

        cluster.judge(cluster.finish());
        assertThat(cluster.driver().unanswered()).as("answers lost").isPositive();
        for (VerifierProcess node : cluster.nodes()) {
          assertThat(node.statuses()).doesNotContain(Health.Status.FEED_REGRESSED);
        }
      }
    }
  }

  /** The nodes come back before anybody has changed anything: the feed is behind what they saw. */
  @Test
  void standbyLacksTheLastCommits_nodesSeeThatTheFeedIsBehind() throws Exception {
    try (Replicated database = new Replicated(directory);
        Cluster cluster = cluster("failover with a loss", database)) {
      Losses losses = failOverWithLoss(cluster, database, false);

      cluster.driver().hold();
      network.subList(0, Cluster.NODES).forEach(proxy -> proxy.refuse(false));
      cluster.nodes().forEach(node -> node.awaitStatus(Health.Status.FEED_REGRESSED));
      network.get(Cluster.NODES).refuse(false);
      cluster.driver().awaitRegressionAndAccept();
      cluster.driver().release();

      goOnAndJudge(cluster, database, losses);
    }
  }

  /** All come back at once, to a feed whose epoch the operator renewed, as the procedure asks. */
  @Test
  void standbyLacksTheLastCommits_nodesSeeTheNewEpoch_howeverFarTheFeedHasCome() throws Exception {
    try (Replicated database = new Replicated(directory);
        Cluster cluster = cluster("failover with a loss, new epoch", database)) {
      Losses losses = failOverWithLoss(cluster, database, true);

      network.get(Cluster.NODES).refuse(false);
      cluster.driver().awaitRegressionAndAccept();
      cluster.driver().awaitOperations(OPERATIONS * 2 / 3);
      network.forEach(proxy -> proxy.refuse(false));
      cluster.nodes().forEach(node -> node.awaitStatus(Health.Status.FEED_REGRESSED));

      goOnAndJudge(cluster, database, losses);
    }
  }

  /** Afterwards nobody reaches the database that took over, and what it lacks is marked. */
  private Losses failOverWithLoss(Cluster cluster, Replicated database, boolean newEpoch)
      throws Exception {
    cluster.driver().start(ThreadLocalRandom.current().nextLong());
    cluster.driver().awaitOperations(OPERATIONS / 3);
    database.awaitCaughtUp();
    database.cutOffStandby();
    long beyond = cluster.driver().feedNumber() + 1;
    cluster.driver().awaitOperations(OPERATIONS / 3);
    cluster.nodes().forEach(node -> node.awaitFeedNumber(beyond));
    network.forEach(proxy -> proxy.refuse(true));
    database.failOver();
    network.forEach(proxy -> proxy.pointTo(database.standbyPort()));
    try (HikariDataSource pool = Databases.pool(Schemas.url(database.standbyPort()), 2);
        JdbcKeyStore store = JdbcKeyStore.create(pool)) {
      if (newEpoch) {
        store.newEpoch();
      }
      Losses losses = Losses.mark(cluster.driver().lives(), store);
      assertThat(losses.acknowledgements()).as("keys that are gone").isPositive();
      assertThat(losses.ends()).as("ends that are gone").isPositive();
      return losses;
    }
  }

  private static void goOnAndJudge(Cluster cluster, Replicated database, Losses losses)
      throws Exception {
    cluster.nodes().forEach(VerifierProcess::acceptRestore);
    cluster.nodes().forEach(node -> node.awaitStatus(Health.Status.READY));
    cluster.driver().awaitOperations(OPERATIONS / 3);

    List<NodeReport> reports = cluster.finish();
    cluster.judge(reports);
    try (HikariDataSource pool = Databases.pool(Schemas.url(database.standbyPort()), 2);
        JdbcKeyStore store = JdbcKeyStore.create(pool)) {
      for (NodeReport report : reports) {
        Losses.judge(cluster.driver().lives(), report, store);
      }
    }
    assertThat(losses.ends()).isPositive();
  }

  private Cluster cluster(String name, Replicated database) throws Exception {
    List<NodeSettings> settings = new ArrayList<>();
    for (int i = 0; i <= Cluster.NODES; i++) {
      TcpProxy proxy = new TcpProxy(database.primaryPort());
      network.add(proxy);
      String url = Schemas.url(proxy.port());
      settings.add(new NodeSettings(url, url, POLL, BOUND));
    }
    return new Cluster(
        name, settings.get(Cluster.NODES), settings.subList(0, Cluster.NODES), directory, () -> {});
  }
}
