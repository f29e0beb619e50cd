package io.latchkey.examples.devcenter.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instant as a page shows it.
 *
 * @param iso for machines
 * @param text for people, in UTC
 */
public record Moment(String iso, String text) {

  private static final DateTimeFormatter FOR_PEOPLE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * Shows an instant to the minute.
   *
   * @param instant the instant
   * @return the moment
   */
  public static Moment of(Instant instant) {
    return new Moment(
        instant.truncatedTo(ChronoUnit.SECONDS).toString(), FOR_PEOPLE.format(instant));
  }

  /**
   * Shows an instant if there is one.
   *
   * @param instant perhaps an instant
   * @return the moment, or null, which templates understand
   */
  public static @Nullable Moment orNull(Optional<Instant> instant) {
    return instant.map(Moment::of).orElse(null);
  }
}
