package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The prefix that a record's brand, API type and environment give; one object for all keys that
 * have it. Immutable.
 */
final class KeyPrefix {

  /** What is compared at once: the first bytes of the text as two longs. */
  private static final int AT_ONCE = 2 * Long.BYTES;

  private final byte[] text;
  private final long first;
  private final long second;
  private final long firstMask;
  private final long secondMask;
  private final int sum;
  private final String brand;
  private final String environment;
  private final boolean brandAccepted;
  private final boolean environmentAccepted;

  KeyPrefix(String brand, String typeCode, String environment, VerifierSettings settings) {
    text = KeyFormat.prefix(brand, typeCode, environment).getBytes(StandardCharsets.US_ASCII);
    first = Longs.at(Arrays.copyOf(text, AT_ONCE), 0);
    second = Longs.at(Arrays.copyOf(text, AT_ONCE), Long.BYTES);
    firstMask = mask(text.length);
    secondMask = mask(text.length - Long.BYTES);
    sum = ChecksumTables.start(text);
    this.brand = brand;
    this.environment = environment;
    brandAccepted = settings.brands().contains(brand);
    environmentAccepted = settings.environments().contains(environment);
  }

  /** Keeps so many of the first bytes of a long, at most all. */
  private static long mask(int bytes) {
    if (bytes <= 0) {
      return 0;
    }
    return bytes >= Long.BYTES ? -1 : -1L << (Byte.SIZE * (Long.BYTES - bytes));
  }

  /** Tells whether a text is this prefix and a body. */
  boolean isOf(Hasher presented) {
    byte[] other = presented.text();
    long difference =
        ((Longs.at(other, 0) ^ first) & firstMask)
            | ((Longs.at(other, Long.BYTES) ^ second) & secondMask)
            | (presented.length() ^ (text.length + KeyFormat.BODY));
    return difference == 0 && (text.length <= AT_ONCE || restIsOf(other));
  }

  private boolean restIsOf(byte[] other) {
    return Arrays.equals(text, AT_ONCE, text.length, other, AT_ONCE, text.length);
  }

  /** What it adds to the checksum of each key that has it. */
  int sum() {
    return sum;
  }

  String brand() {
    return brand;
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
