package io.latchkey.examples.devcenter.audit;

import io.latchkey.Actor;
import io.latchkey.AuditEntry;
import io.latchkey.examples.devcenter.users.DemoUsers;
import io.latchkey.examples.devcenter.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/**
 * One event, as the page shows it.
 *
 * @param number its place in the trail
 * @param at when it happened
 * @param who who did it
 * @param what what happened, in words
 * @param subject what it happened to
 * @param key it happened to a key
 * @param details further facts, one to a line
 */
record AuditLine(
    long number,
    Moment at,
    String who,
    String what,
    String subject,
    boolean key,
    List<String> details) {

  static AuditLine of(AuditEntry entry, Actor reader, DemoUsers users) {
    return new AuditLine(
        entry.sequence(),
        Moment.of(entry.at()),
        entry.actorKind().equals("actor")
            ? users.nameOf(reader.account(), entry.actor())
            : entry.actor(),
        words(entry.type()),
        entry.subject(),
        entry.subjectKind().equals("key"),
        entry.details().entrySet().stream()
            .filter(detail -> !detail.getValue().isEmpty())
            .map(detail -> words(detail.getKey()) + ": " + readable(detail.getValue()))
            .toList());
  }

  private static String words(String code) {
    String words = code.replace('_', ' ');
    return (words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1))
        .replace("Api type", "API type");
  }

  /** Instants and lengths of time stand in an event as machines write them. */
  private static String readable(String value) {
    try {
      if (value.startsWith("PT")) {
        Duration length = Duration.parse(value);
        boolean days =
            length.toHours() % 24 == 0 && length.equals(Duration.ofHours(length.toHours()));
        return days ? length.toDays() + " days" : value;
      }
      return value.endsWith("Z") ? Moment.of(Instant.parse(value)).text() : value;
    } catch (DateTimeParseException e) {
      return value;
    }
  }
}
