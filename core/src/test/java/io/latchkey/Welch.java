package io.latchkey;

/** Welch's t-test of two samples, taken in one value at a time. */
final class Welch {

  private final long[] count = new long[2];
  private final double[] mean = new double[2];
  private final double[] squares = new double[2];

  void add(int sample, double value) {
    count[sample]++;
    double distance = value - mean[sample];
    mean[sample] += distance / count[sample];
    squares[sample] += distance * (value - mean[sample]);
  }

  long count() {
    return count[0] + count[1];
  }

  /** How many standard errors the two means are apart; beyond 4.5 they differ for certain. */
  double t() {
    return (mean[0] - mean[1]) / Math.sqrt(squaredError(0) + squaredError(1));
  }

  private double squaredError(int sample) {
    return squares[sample] / (count[sample] - 1) / count[sample];
  }

  @Override
  public String toString() {
    return "t = %.2f over %,d samples, means %.2f and %.2f"
        .formatted(t(), count(), mean[0], mean[1]);
  }
}
