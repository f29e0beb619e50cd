package io.latchkey.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came out of one benchmark with one set of parameters.
 *
 * @param group the class, without package and the word benchmark
 * @param method the method
 * @param params the parameters
 * @param threads how many threads called the method at the same time
 * @param nanos the median of all iterations, for one call
 * @param errorNanos half of JMH's 99.9 % interval around the mean; not a number if there were too
 *     few iterations
 * @param bytes bytes allocated for one call, if it was measured
 * @param counters what the benchmark counted besides
 */
record Row(
    String group,
    String method,
    Map<String, String> params,
    int threads,
    double nanos,
    double errorNanos,
    OptionalDouble bytes,
    Map<String, Double> counters) {

  private static final double NOISY = 0.1;

  boolean is(String inGroup, String ofMethod) {
    return group.equals(inGroup) && method.equals(ofMethod);
  }

  boolean has(String param, String value) {
    return value.equals(params.get(param));
  }

  boolean noisy() {
    return errorNanos > nanos * NOISY;
  }

  /** Whether another row was measured under the same conditions, as far as both have any. */
  boolean comparable(Row other) {
    return params.entrySet().stream()
        .allMatch(
            param ->
                param
                    .getValue()
                    .equals(other.params.getOrDefault(param.getKey(), param.getValue())));
  }

  /** For readers: the name of a peer, or the method in words and its parameters. */
  String label() {
    StringBuilder label = new StringBuilder(params.containsKey("name") ? "" : words(method));
    params.forEach(
        (name, value) -> {
          if (!isSize(name)) {
            label.append(label.isEmpty() ? "" : ": ").append(words(value).replace('_', ' '));
          }
        });
    params.forEach(
        (name, value) -> {
          if (isSize(name)) {
            label.append(String.format(Locale.ROOT, ", %,d keys", Long.parseLong(value)));
          }
        });
    return threads > 1 ? label + ", " + threads + " threads" : label.toString();
  }

  private static boolean isSize(String param) {
    return param.equals("size") || param.equals("keys");
  }

  static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
