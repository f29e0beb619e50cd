package io.latchkey.jdbc.nodes;

import io.latchkey.Latchkey;
import java.time.Duration;

/**
 * How a node is set up.
 *
 * @param url its database
 * @param listenUrl where it listens for notifications; empty if it polls
 * @param pollInterval how often it polls
 * @param maxStaleness its bound
 */
record NodeSettings(String url, String listenUrl, Duration pollInterval, Duration maxStaleness) {

  boolean listens() {
    return !listenUrl.isEmpty();
  }

  String[] words() {
    return new String[] {
      url, listenUrl, Long.toString(pollInterval.toMillis()), Long.toString(maxStaleness.toMillis())
    };
  }

  static NodeSettings parse(String[] words) {
    return new NodeSettings(
        words[0],
        words[1],
        Duration.ofMillis(Long.parseLong(words[2])),
        Duration.ofMillis(Long.parseLong(words[3])));
  }

  Latchkey.Builder applyTo(Latchkey.Builder builder) {
    return builder.brand("acme").pollInterval(pollInterval).maxStaleness(maxStaleness);
  }
}
