package io.latchkey.jdbc.nodes;

import io.latchkey.CallerView;
import io.latchkey.RejectionReason;
import io.latchkey.Verification;

/** All that one node answered about one key. A node's thread writes it, and sends it as a line. */
final class Sighting {

  /** What the last look of all gave, where it was an acceptance. */
  static final String ACCEPTED = "ACCEPTED";

  private static final String NOTHING = "-";

  private Span accepted = Span.NONE;
  private Span notKnown = Span.NONE;
  private Span refused = Span.NONE;
  private String firstRefusal = NOTHING;
  private String last = NOTHING;

  void see(Verification verdict, long start, long end) {
    if (verdict.accepted()) {
      accept(start, end);
    } else {
      refuse(verdict.rejection().reason(), start, end);
    }
  }

  void accept(long start, long end) {
    accepted = accepted.and(start, end);
    last = ACCEPTED;
  }

  void refuse(RejectionReason reason, long start, long end) {
    last = reason.name();
    if (reason.view() == CallerView.NOT_AVAILABLE) {
      return;
    }
    if (reason == RejectionReason.KEY_UNKNOWN || reason == RejectionReason.KEY_PENDING) {
      notKnown = notKnown.and(start, end);
      return;
    }
    if (!refused.some()) {
      firstRefusal = last;
    }
    refused = refused.and(start, end);
  }

  /** Verdicts that let the key in. */
  Span accepted() {
    return accepted;
  }

  /** Verdicts that did not know the key, or not yet that it was acknowledged. */
  Span notKnown() {
    return notKnown;
  }

  /** Verdicts that say that the key has ended, or anything else that is wrong with it. */
  Span refused() {
    return refused;
  }

  String firstRefusal() {
    return firstRefusal;
  }

  /** What the last look gave. */
  String last() {
    return last;
  }

  String words() {
    return String.join(
        " ", accepted.words(), notKnown.words(), refused.words(), firstRefusal, last);
  }

  static Sighting parse(String[] words, int from) {
    Sighting sighting = new Sighting();
    sighting.accepted = Span.parse(words, from);
    sighting.notKnown = Span.parse(words, from + 3);
    sighting.refused = Span.parse(words, from + 6);
    sighting.firstRefusal = words[from + 9];
    sighting.last = words[from + 10];
    return sighting;
  }
}
