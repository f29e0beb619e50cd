package io.latchkey.jdbc.crash;

import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what a thread was told with what the store has: all of it must be there, in order, and
 * beyond it at most the one operation that was under way when the answers stopped.
 */
final class Promises {

  private final StoreContent content;
  private final Map<String, List<String>> events = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  private Promises(StoreContent content) {
    this.content = content;
    content
        .eventsByKey()
        .forEach((id, list) -> events.put(id, list.stream().map(Promises::type).toList()));
  }

  private static String type(AuditEvent event) {
    return event.draft().type();
  }

  /** For keys that nobody but this thread touched. */
  static List<String> violationsOfOwn(String creator, List<Done> told, StoreContent content) {
    Promises promises = new Promises(content);
    promises.own(creator, told);
    return promises.violations;
  }

  /** For a key that many threads fought for. */
  static List<String> violationsOfShared(List<Done> told, StoreContent content) {
    Promises promises = new Promises(content);
    told.forEach(promises::shared);
    return promises.violations;
  }

  private void own(String creator, List<Done> told) {
    Map<String, List<String>> expected = expected(told);
    long mayBeUnanswered =
        1 + told.stream().filter(done -> done.operation() == Done.Kind.LOST).count();
    long unanswered = 0;
    for (StoredKey key : content.keys().values()) {
      String id = key.record().keyId();
      if (key.details().createdBy().equals(creator)) {
        List<String> promised = expected.getOrDefault(id, List.of());
        unanswered += beyond(id, promised, expected);
      }
    }
    for (String id : expected.keySet()) {
      demand(content.keys().containsKey(id), "key " + id + " was created, and is not there");
    }
    demand(
        unanswered <= mayBeUnanswered,
        creator + " has " + unanswered + " operations nobody answered");
  }

  /**
   * How many operations a key has beyond what was promised; what belongs to another key is not
   * counted.
   */
  private int beyond(String id, List<String> promised, Map<String, List<String>> expected) {
    List<String> actual = events.getOrDefault(id, List.of());
    if (actual.size() < promised.size() || !actual.subList(0, promised.size()).equals(promised)) {
      violations.add("key " + id + " was promised " + promised + " and has " + actual);
      return 0;
    }
    List<String> rest = actual.subList(promised.size(), actual.size());
    if (rest.isEmpty()) {
      return 0;
    }
    StoredKey key = content.keys().get(id);
    switch (rest.get(0)) {
      case "key_replacement_started" -> {
        demand(rest.size() <= 2, "key " + id + " has more than one operation beyond: " + rest);
        demand(
            !expected.containsKey(key.details().successorId().orElse("none")),
            "key " + id + " began a replacement whose successor was promised without it");
        return 0;
      }
      case "key_overlap_started" -> {
        demand(rest.size() == 1, "key " + id + " has more than one operation beyond: " + rest);
        return 0;
      }
      default -> {
        demand(rest.size() == 1, "key " + id + " has more than one operation beyond: " + rest);
        return 1;
      }
    }
  }

  private void shared(Done done) {
    List<String> actual = events.getOrDefault(done.keyId(), List.of());
    if (done.operation() == Done.Kind.ACKNOWLEDGED) {
      demand(actual.contains("key_acknowledged"), "lost: " + done.line());
      return;
    }
    StoredKey original = content.keys().get(done.keyId());
    demand(
        original != null
            && original.details().successorId().filter(done.otherId()::equals).isPresent()
            && original.record().state().equals("revoked"),
        "lost: " + done.line());
  }

  /** The events that each key must have. */
  private static Map<String, List<String>> expected(List<Done> told) {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    Map<String, String> overlapping = new HashMap<>();
    for (Done done : told) {
      String id = done.keyId();
      switch (done.operation()) {
        case CREATED -> add(expected, id, "key_created");
        case ACKNOWLEDGED -> {
          add(expected, id, "key_acknowledged");
          if (overlapping.containsKey(id)) {
            add(expected, overlapping.get(id), "key_overlap_started");
          }
        }
        case DISABLED -> add(expected, id, "key_disabled");
        case ENABLED -> add(expected, id, "key_enabled");
        case REVOKED -> add(expected, id, "key_revoked");
        case REPLACED_WITH_OVERLAP -> {
          add(expected, done.otherId(), "key_created");
          add(expected, id, "key_replacement_started");
          overlapping.put(done.otherId(), id);
        }
        case REPLACED_AT_ONCE -> {
          add(expected, done.otherId(), "key_created");
          add(expected, id, "key_replacement_started");
          add(expected, id, "key_revoked");
        }
        case LOST -> {}
      }
    }
    return expected;
  }

  private static void add(Map<String, List<String>> expected, String id, String event) {
    expected.computeIfAbsent(id, key -> new ArrayList<>()).add(event);
  }

  private void demand(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
