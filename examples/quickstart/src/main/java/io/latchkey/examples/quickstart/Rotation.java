package io.latchkey.examples.quickstart;

import io.latchkey.Replacement;
import java.io.PrintStream;
import java.time.Duration;

/** Replacing keys: with an overlap that is watched, with one that runs out, and after a leak. */
public final class Rotation {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration OVERLAP = Duration.ofDays(14);

  private Rotation() {}

  /**
   * Runs the example.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Page page = new Page(out);
    try (Stage stage = Stage.open()) {
      page.heading("An overlap of 14 days, finished as soon as the original is out of use");
      Handover watched = new Handover(stage, page, key -> Replacement.overlapping(key, OVERLAP));
      watched.verifyBoth();
      watched.acknowledge();
      stage.time().advance(DAY);
      watched.useOriginal();
      stage.time().advance(DAY);
      watched.useSuccessor();
      stage.time().advance(DAY.multipliedBy(2));
      watched.useSuccessor();
      watched.finish();
      watched.verifyBoth();

      page.heading("An overlap of 14 days that runs out");
      Handover unwatched = new Handover(stage, page, key -> Replacement.overlapping(key, OVERLAP));
      unwatched.acknowledge();
      stage.time().advance(OVERLAP);
      unwatched.verifyBoth();

      page.heading("No overlap, because the original has leaked");
      Handover leaked = new Handover(stage, page, Replacement::now);
      leaked.verifyBoth();
      leaked.acknowledge();
      leaked.verifyBoth();
    }
  }
}
