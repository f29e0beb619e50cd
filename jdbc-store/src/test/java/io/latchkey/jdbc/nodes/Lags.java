package io.latchkey.jdbc.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times that nodes took to honour a change. A node that was quicker than the answer took none. */
final class Lags {

  private final List<Long> nanos = new ArrayList<>();

  void add(long lag) {
    nanos.add(Math.max(0, lag));
  }

  int count() {
    return nanos.size();
  }

  /** The time that so many of a hundred did not exceed. */
  Duration percentile(double percent) {
    if (nanos.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    nanos.sort(Long::compare);
    int rank = (int) Math.ceil(percent / 100 * nanos.size());
    return Duration.ofNanos(nanos.get(Math.max(1, rank) - 1));
  }

  static String text(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  @Override
  public String toString() {
    return nanos.isEmpty()
        ? "none"
        : "p50 %s, p99 %s, max %s (%d)"
            .formatted(
                text(percentile(50).toNanos()),
                text(percentile(99).toNanos()),
                text(percentile(100).toNanos()),
                nanos.size());
  }
}
