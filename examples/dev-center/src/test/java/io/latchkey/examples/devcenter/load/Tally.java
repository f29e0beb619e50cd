package io.latchkey.examples.devcenter.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What one thread has seen. Not thread-safe. */
final class Tally {

  private long[] accepted = new long[1 << 12];
  private long[] rejected = new long[1 << 12];
  private int acceptedCount;
  private int rejectedCount;
  private int wrong;
  private int errors;

  void accepted(long nanos) {
    if (acceptedCount == accepted.length) {
      accepted = Arrays.copyOf(accepted, acceptedCount * 2);
    }
    accepted[acceptedCount++] = nanos;
  }

  void rejected(long nanos) {
    if (rejectedCount == rejected.length) {
      rejected = Arrays.copyOf(rejected, rejectedCount * 2);
    }
    rejected[rejectedCount++] = nanos;
  }

  void wrong() {
    wrong++;
  }

  void error() {
    errors++;
  }

  /** One line for each figure: its name, a space, the figure. */
  static String report(List<Tally> tallies, double seconds) {
    long[] accepted = tallies.stream().flatMapToLong(t -> t.acceptedNanos()).sorted().toArray();
    long[] rejected = tallies.stream().flatMapToLong(t -> t.rejectedNanos()).sorted().toArray();
    int wrong = tallies.stream().mapToInt(tally -> tally.wrong).sum();
    int errors = tallies.stream().mapToInt(tally -> tally.errors).sum();
    return String.join(
        "\n",
        "seconds " + Math.round(seconds),
        "requests_per_second " + Math.round((accepted.length + rejected.length) / seconds),
        "accepted " + accepted.length,
        "rejected " + rejected.length,
        "wrong_decisions " + wrong,
        "errors " + errors,
        percentiles("accepted", accepted),
        percentiles("rejected", rejected));
  }

  private LongStream acceptedNanos() {
    return Arrays.stream(accepted, 0, acceptedCount);
  }

  private LongStream rejectedNanos() {
    return Arrays.stream(rejected, 0, rejectedCount);
  }

  private static String percentiles(String name, long[] sorted) {
    return name
        + "_p50_ms "
        + millis(sorted, 0.50)
        + "\n"
        + name
        + "_p99_ms "
        + millis(sorted, 0.99)
        + "\n"
        + name
        + "_max_ms "
        + millis(sorted, 1);
  }

  private static double millis(long[] sorted, double part) {
    if (sorted.length == 0) {
      return 0;
    }
    int at = (int) Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1);
    return Math.round(sorted[Math.max(0, at)] / 10_000.0) / 100.0;
  }
}
