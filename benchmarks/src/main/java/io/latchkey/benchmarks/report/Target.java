package io.latchkey.benchmarks.report;

import java.util.OptionalDouble;

/**
 * A figure that was promised.
 *
 * @param name what it is
 * @param most whether small is good
 * @param must the bound that must be kept
 * @param aim the bound that is aimed at
 * @param measured the figure, if the run had all that it takes
 */
record Target(String name, boolean most, double must, double aim, OptionalDouble measured) {

  static Target atMost(String name, double must, double aim, OptionalDouble measured) {
    return new Target(name, true, must, aim, measured);
  }

  static Target atLeast(String name, double must, double aim, OptionalDouble measured) {
    return new Target(name, false, must, aim, measured);
  }

  String verdict() {
    if (measured.isEmpty()) {
      return "not measured";
    }
    if (keeps(aim)) {
      return "aim met";
    }
    return keeps(must) ? "met" : "MISSED";
  }

  private boolean keeps(double bound) {
    double figure = measured.getAsDouble();
    return most ? figure <= bound : figure >= bound;
  }
}
