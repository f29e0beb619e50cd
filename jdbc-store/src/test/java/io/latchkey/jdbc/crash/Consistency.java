package io.latchkey.jdbc.crash;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold in a store at any time, whoever died: chains are whole, every row is what its
 * events say, replacements are linked both ways with one successor alive, and the feed tells of
 * each version of each row.
 */
final class Consistency {

  private static final Set<String> LIVE = Set.of("pending", "active", "disabled");

  private final StoreContent content;
  private final List<String> violations = new ArrayList<>();

  private Consistency(StoreContent content) {
    this.content = content;
  }

  static List<String> violations(StoreContent content) {
    Consistency consistency = new Consistency(content);
    content.events().forEach(consistency::chainIsWhole);
    Map<String, List<AuditEvent>> events = content.eventsByKey();
    content.keys().forEach((id, key) -> consistency.rowIsAsItsEventsSay(key, events.get(id)));
    events.keySet().forEach(consistency::subjectExists);
    consistency.replacementsAreLinked();
    consistency.feedTellsOfEachVersion();
    return consistency.violations;
  }

  private void chainIsWhole(String chain, List<AuditEvent> events) {
    ChainHead head = ChainHead.empty(chain);
    for (AuditEvent event : events) {
      demand(
          event.equals(AuditChain.link(head, event.draft())),
          "chain " + chain + " is broken at " + event.sequence());
      head = AuditChain.headAt(event);
    }
    demand(head.equals(content.heads().get(chain)), "chain " + chain + " has another head");
  }

  private void rowIsAsItsEventsSay(StoredKey key, List<AuditEvent> events) {
    String id = key.record().keyId();
    if (events == null) {
      violations.add("key " + id + " has no event");
      return;
    }
    String state = "none";
    long writes = 0;
    for (AuditEvent event : events) {
      String type = event.draft().type();
      writes++;
      switch (type) {
        case "key_created" -> state = "pending";
        case "key_acknowledged", "key_enabled" -> state = "active";
        case "key_disabled" -> state = "disabled";
        case "key_revoked" -> state = "revoked";
        case "key_overlap_started" -> {}
        case "key_replacement_started" -> {
          // A replacement at once revokes in the same write.
          if ("now".equals(event.draft().details().get("ends"))) {
            writes--;
          }
        }
        default -> violations.add("key " + id + " has an event that no thread makes: " + type);
      }
    }
    demand(
        key.record().state().equals(state),
        "key " + id + " is " + key.record().state() + ", its events say " + state);
    demand(
        key.record().version() == writes,
        "key " + id + " has version " + key.record().version() + " and events of " + writes);
  }

  private void subjectExists(String keyId) {
    demand(
        content.keys().containsKey(keyId), "events tell of key " + keyId + ", which is not there");
  }

  private void replacementsAreLinked() {
    Map<String, Set<String>> successors = new HashMap<>();
    for (StoredKey key : content.keys().values()) {
      String id = key.record().keyId();
      key.details()
          .predecessorId()
          .ifPresent(
              original -> successors.computeIfAbsent(original, o -> new HashSet<>()).add(id));
      key.details()
          .successorId()
          .ifPresent(
              successor ->
                  demand(
                      content.keys().containsKey(successor)
                          && content
                              .keys()
                              .get(successor)
                              .details()
                              .predecessorId()
                              .filter(id::equals)
                              .isPresent(),
                      "key " + id + " names a successor that does not name it"));
    }
    successors.forEach(this::oneSuccessor);
  }

  private void oneSuccessor(String originalId, Set<String> successors) {
    StoredKey original = content.keys().get(originalId);
    demand(
        original != null
            && original.details().successorId().filter(successors::contains).isPresent(),
        "key " + originalId + " has a successor that it does not name");
    long alive =
        successors.stream()
            .filter(id -> LIVE.contains(content.keys().get(id).record().state()))
            .count();
    demand(alive <= 1, "key " + originalId + " has " + alive + " successors alive");
    demand(
        successors.size() == 1,
        "key " + originalId + " was replaced " + successors.size() + " times");
  }

  private void feedTellsOfEachVersion() {
    Map<String, Long> told = new HashMap<>();
    long last = 0;
    for (FeedChange change : content.changes()) {
      demand(change.number() > last, "the feed goes from " + last + " to " + change.number());
      last = change.number();
      if (change instanceof FeedChange.KeyChanged changed) {
        told.merge(changed.key().keyId(), 1L, Long::sum);
        StoredKey row = content.keys().get(changed.key().keyId());
        demand(
            row != null && row.record().equals(changed.key()),
            "the feed and the table disagree on key " + changed.key().keyId());
      }
    }
    content
        .keys()
        .forEach(
            (id, key) ->
                demand(
                    told.getOrDefault(id, 0L) == key.record().version(),
                    "the feed tells "
                        + told.getOrDefault(id, 0L)
                        + " times of key "
                        + id
                        + ", which has version "
                        + key.record().version()));
  }

  private void demand(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
