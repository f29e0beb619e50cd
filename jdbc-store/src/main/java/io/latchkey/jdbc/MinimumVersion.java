package io.latchkey.jdbc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The oldest version of a product whose SQL the scripts and statements are written in.
 *
 * @param product what the product is called
 * @param major the first number of the version
 * @param minor the second number of the version
 */
record MinimumVersion(String product, int major, int minor) {

  /** What a MariaDB server puts before its version to please clients of MySQL is left out. */
  private static final Pattern NUMBERS = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)(?:\\.(\\d+))?.*");

  /** What is wrong with a version, as a sentence; nothing if it can't be understood. */
  Optional<String> objection(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches() || !isOlder(number(numbers.group(1)), number(numbers.group(2)))) {
      return Optional.empty();
    }
    return Optional.of(
        product
            + " "
            + version
            + " is too old for Latchkey's tables and statements: it needs "
            + product
            + " "
            + major
            + "."
            + minor
            + " or newer.");
  }

  private boolean isOlder(int itsMajor, int itsMinor) {
    return itsMajor < major || (itsMajor == major && itsMinor < minor);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
