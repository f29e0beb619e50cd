package io.latchkey;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a seal's text: {@code 1.<seal key>.<values>}, separated by dots. A text that is not
 * of this form has no parts.
 */
final class SealText {

  private static final String FORM = "1";

  private final int keyVersion;
  private final List<String> values;

  private SealText(int keyVersion, List<String> values) {
    this.keyVersion = keyVersion;
    this.values = values;
  }

  static String write(int keyVersion, String... values) {
    return FORM + "." + keyVersion + "." + String.join(".", values);
  }

  static String bytes(byte[] value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  /** Takes a text apart; null if it is none of ours with so many values. */
  static @Nullable SealText read(String text, int count) {
    List<String> parts = List.of(text.split("\\.", -1));
    if (parts.size() != count + 2 || !parts.get(0).equals(FORM)) {
      return null;
    }
    long version = number(parts.get(1));
    return version < 1 || version > Integer.MAX_VALUE
        ? null
        : new SealText((int) version, parts.subList(2, parts.size()));
  }

  /** The version of the seal key that a text of any kind names, 0 for none. */
  static int keyVersion(String text) {
    String[] parts = text.split("\\.", 3);
    long version = parts.length == 3 && parts[0].equals(FORM) ? number(parts[1]) : 0;
    return version < 1 || version > Integer.MAX_VALUE ? 0 : (int) version;
  }

  int keyVersion() {
    return keyVersion;
  }

  /** A value in Base64; empty if it is none. */
  byte[] bytes(int index) {
    try {
      return Base64.getUrlDecoder().decode(values.get(index));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** A value as a number that is not negative; -1 if it is none. */
  long number(int index) {
    return number(values.get(index));
  }

  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
