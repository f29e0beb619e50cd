package io.latchkey.jdbc.nodes;

import com.google.errorprone.annotations.FormatMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Holds what a node answered against what the issuer was told. Knows nothing of how either works.
 */
final class Judge {

  private final Duration bound;
  private final List<String> violations = new ArrayList<>();
  private final Lags acknowledgements = new Lags();
  private final Lags revocations = new Lags();

  /** The bound on staleness that the nodes were started with. */
  Judge(Duration bound) {
    this.bound = bound;
  }

  void judge(Collection<Life> lives, NodeReport report) {
    demand(
        report.unexcused() == 0,
        "node %s said %s times not available though it had read the feed in time",
        report.node(),
        report.unexcused());
    demand(
        report.acceptedInSilence() == 0,
        "node %s let %s in though it had not read the feed for longer than the bound",
        report.node(),
        report.acceptedInSilence());
    for (Life life : lives) {
      Sighting seen = report.sightings().get(life.number());
      if (seen == null) {
        demand(false, "node %s never looked at key %s", report.node(), life.number());
        continue;
      }
      judge(life, seen, "node " + report.node() + ", key " + life.number());
    }
  }

  private void judge(Life life, Sighting seen, String where) {
    demand(
        seen.accepted().minEnd() >= life.acknowledgeAsked(),
        "%s: accepted before anybody asked to acknowledge it",
        where);
    demand(
        life.endIsLost() || seen.accepted().maxStart() <= life.acceptableUntil(),
        "%s: accepted %s after the bound",
        where,
        Lags.text(seen.accepted().maxStart() - life.acceptableUntil()));
    demand(
        seen.refused().minEnd() >= life.endAsked(),
        "%s: %s before anybody asked to end it",
        where,
        seen.firstRefusal());
    demand(
        seen.accepted().maxStart() <= seen.refused().minEnd(),
        "%s: accepted after it was %s",
        where,
        seen.firstRefusal());
    if (!life.acknowledgementIsLost()) {
      judgeKnown(life, seen, where);
    }
    switch (life.expected()) {
      case ACCEPTED ->
          demand(seen.last().equals(Sighting.ACCEPTED), "%s: in the end %s", where, seen.last());
      case REFUSED ->
          demand(!seen.last().equals(Sighting.ACCEPTED), "%s: in the end still accepted", where);
      case UNCERTAIN -> {}
    }
    measure(life, seen);
  }

  private void judgeKnown(Life life, Sighting seen, String where) {
    boolean acknowledged = life.acknowledgedAt() != Moments.NEVER;
    demand(
        !acknowledged || seen.notKnown().maxStart() <= life.acknowledgedAt() + bound.toNanos(),
        "%s: not known after the bound",
        where);
    demand(
        seen.notKnown().maxStart() <= seen.accepted().minEnd(),
        "%s: not known after it was accepted",
        where);
  }

  private void measure(Life life, Sighting seen) {
    if (life.acknowledgedAt() != Moments.NEVER && seen.accepted().some()) {
      acknowledgements.add(seen.accepted().minEnd() - life.acknowledgedAt());
    }
    if (life.endedAt() != Moments.NEVER && seen.refused().some() && seen.accepted().some()) {
      revocations.add(seen.refused().minEnd() - life.endedAt());
    }
  }

  @FormatMethod
  private void demand(boolean holds, String otherwise, Object... arguments) {
    if (!holds) {
      violations.add(otherwise.formatted(arguments));
    }
  }

  List<String> violations() {
    return violations;
  }

  /** From the return of an acknowledgement to the end of the first verdict that accepts. */
  Lags acknowledgements() {
    return acknowledgements;
  }

  /** From the return of a revocation to the end of the first verdict that refuses. */
  Lags revocations() {
    return revocations;
  }
}
