package io.latchkey.jdbc.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three nodes and who keeps them busy, from their start to the judgement. */
final class Cluster implements AutoCloseable {

  static final int NODES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  private final String name;
  private final Driver driver;
  private final List<VerifierProcess> nodes = new ArrayList<>();

  /** Starts the processes; each node has settings of its own. */
  Cluster(
      String name, NodeSettings own, List<NodeSettings> settings, Path directory, Runnable after)
      throws Exception {
    this.name = name;
    driver = new Driver(own, life -> nodes.forEach(node -> node.watch(life)), after);
    try {
      for (int i = 0; i < settings.size(); i++) {
        nodes.add(new VerifierProcess(i, settings.get(i), directory));
      }
      for (VerifierProcess node : nodes) {
        node.awaitRunning();
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  Driver driver() {
    return driver;
  }

  List<VerifierProcess> nodes() {
    return nodes;
  }

  VerifierProcess node(int number) {
    return nodes.get(number);
  }

  /** Ends the work, has every node look at every key once more, and collects what they saw. */
  List<NodeReport> finish() throws Exception {
    driver.stop();
    long last = Moments.now();
    for (Life life : driver.lives()) {
      if (life.acceptableUntil() != Moments.NEVER) {
        last = Math.max(last, life.acceptableUntil());
      }
      if (life.acknowledgedAt() != Moments.NEVER) {
        last = Math.max(last, life.acknowledgedAt() + driver.bound().toNanos());
      }
    }
    for (VerifierProcess node : nodes) {
      node.finishAfter(last);
    }
    List<NodeReport> reports = new ArrayList<>();
    for (VerifierProcess node : nodes) {
      reports.add(node.report());
    }
    return reports;
  }

  /** Nothing that was promised may have been broken by anybody. */
  Judge judge(List<NodeReport> reports) {
    Judge judge = new Judge(driver.bound());
    long verifications = 0;
    long unavailable = 0;
    for (NodeReport report : reports) {
      judge.judge(driver.lives(), report);
      verifications += report.verifications();
      unavailable += report.unavailable();
    }
    LOG.info(
        "{}: {} operations, {} keys, {} answers lost, {} verifications, {} not available;"
            + " acknowledged -> accepted {}; revoked -> refused {}",
        name,
        driver.operations(),
        driver.lives().size(),
        driver.unanswered(),
        verifications,
        unavailable,
        judge.acknowledgements(),
        judge.revocations());
    assertThat(driver.violations()).as("%s: the issuing process itself", name).isEmpty();
    assertThat(judge.violations()).as(name).isEmpty();
    assertThat(judge.acknowledgements().count()).as("acknowledgements seen").isPositive();
    assertThat(judge.revocations().count()).as("revocations seen").isPositive();
    return judge;
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(VerifierProcess::close);
    driver.close();
  }
}
