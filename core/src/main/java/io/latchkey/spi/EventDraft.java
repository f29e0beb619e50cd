package io.latchkey.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An audit event before it has its place in a chain.
 *
 * @param at when it happened, whole milliseconds
 * @param actorKind what kind of actor did it, as a code of core's
 * @param actorId who did it
 * @param type what happened, as a code of core's
 * @param subjectKind what it happened to, as a code of core's
 * @param subjectId the id of what it happened to; a key id, partner id or account id
 * @param details further facts by name, sorted; ids, codes, numbers and instants, never names,
 *     addresses or secrets
 * @since 1.0
 */
public record EventDraft(
    Instant at,
    String actorKind,
    String actorId,
    String type,
    String subjectKind,
    String subjectId,
    SortedMap<String, String> details) {

  /**
   * Checks and copies the components.
   *
   * @param at see {@link #at()}
   * @param actorKind see {@link #actorKind()}
   * @param actorId see {@link #actorId()}
   * @param type see {@link #type()}
   * @param subjectKind see {@link #subjectKind()}
   * @param subjectId see {@link #subjectId()}
   * @param details see {@link #details()}
   */
  public EventDraft {
    Checks.millis("at", at);
    Checks.id("actorKind", actorKind);
    Checks.id("actorId", actorId);
    Checks.id("type", type);
    Checks.id("subjectKind", subjectKind);
    Checks.id("subjectId", subjectId);
    details = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(details)));
  }
}
