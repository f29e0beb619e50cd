package io.latchkey;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows that a load showed of a chain: those that are as they were written, and those whose seal
 * is broken. Not thread-safe.
 *
 * <p>A row with a broken seal may still be the one that is counted, if it shows that seal: then
 * nothing is wrong with the others. So the sum fits if some of the doubtful rows make it fit; all
 * of them are refused in any case.
 */
final class ChainTally {

  /** So that looking for those that fit is bounded; with more, the whole chain is refused. */
  private static final int MAX_DOUBTFUL = 8;

  private final ChainSum sum = new ChainSum();
  private final List<byte[]> doubtful = new ArrayList<>(0);
  private long furtherDoubtful;

  void count(byte[] element) {
    sum.add(element);
  }

  void doubt(byte[] element) {
    if (doubtful.size() < MAX_DOUBTFUL) {
      doubtful.add(element);
    } else {
      furtherDoubtful++;
    }
  }

  long size() {
    return sum.count() + doubtful.size() + furtherDoubtful;
  }

  boolean explains(ChainSum counted) {
    return explains(counted, sum, 0);
  }

  private boolean explains(ChainSum counted, ChainSum so, int from) {
    if (so.sameAs(counted)) {
      return true;
    }
    for (int i = from; i < doubtful.size(); i++) {
      ChainSum with = so.copy();
      with.add(doubtful.get(i));
      if (explains(counted, with, i + 1)) {
        return true;
      }
    }
    return false;
  }
}
