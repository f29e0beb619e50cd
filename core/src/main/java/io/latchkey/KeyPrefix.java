package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The prefix that a record's brand, API type and environment give; one object for all keys that
 * have it. Immutable.
 */
final class KeyPrefix {

  private final byte[] text;
  private final String environment;
  private final boolean brandAccepted;
  private final boolean environmentAccepted;

  KeyPrefix(String brand, String typeCode, String environment, VerifierSettings settings) {
    text = KeyFormat.prefix(brand, typeCode, environment).getBytes(StandardCharsets.US_ASCII);
    this.environment = environment;
    brandAccepted = settings.brands().contains(brand);
    environmentAccepted = settings.environments().contains(environment);
  }

  /** Tells whether a text is this prefix and a body. */
  boolean isOf(Hasher presented) {
    return presented.length() == text.length + KeyFormat.BODY
        && Arrays.equals(text, 0, text.length, presented.text(), 0, text.length);
  }

  String environment() {
    return environment;
  }

  boolean brandAccepted() {
    return brandAccepted;
  }

  boolean environmentAccepted() {
    return environmentAccepted;
  }
}
