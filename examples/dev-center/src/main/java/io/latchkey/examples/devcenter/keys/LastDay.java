package io.latchkey.examples.devcenter.keys;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The last day of a key, as forms have it: the key works to the end of that day, in UTC. */
final class LastDay {

  /** The field of every form that asks for it. */
  static final String FIELD = "expiresOn";

  private LastDay() {}

  /** The instant at which a day is over; empty, and noted, if what was typed is no day. */
  static Optional<Instant> end(String typed, FormErrors errors) {
    if (typed.isBlank()) {
      errors.add(FIELD, "Choose the last day.");
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(typed.strip());
      return Optional.of(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      errors.add(FIELD, "Write the date as year-month-day, for example 2027-01-31.");
      return Optional.empty();
    }
  }

  /** The day as a form shows it: the one that an end is the end of, or lies within. */
  static String text(Instant end) {
    return end.minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
