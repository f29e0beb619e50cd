package io.latchkey;

import io.latchkey.spi.AuditEvent;
import java.time.Instant;
import java.util.SortedMap;

/**
 * One event of an audit trail. Immutable. It holds ids, codes and instants, never names, addresses
 * or secrets.
 *
 * @since 1.0
 */
public final class AuditEntry {

  private final AuditEvent event;

  AuditEntry(AuditEvent event) {
    this.event = event;
  }

  /**
   * The place in the trail.
   *
   * @return counted from 1 without gaps
   */
  public long sequence() {
    return event.sequence();
  }

  /**
   * When it happened.
   *
   * @return whole milliseconds
   */
  public Instant at() {
    return event.draft().at();
  }

  /**
   * What kind of actor did it.
   *
   * @return {@code actor}, {@code host}, or {@code system} for the library itself
   */
  public String actorKind() {
    return event.draft().actorKind();
  }

  /**
   * Who did it.
   *
   * @return the id of the actor or host actor, or {@code latchkey}
   */
  public String actor() {
    return event.draft().actorId();
  }

  /**
   * What happened, for example {@code key_created}. May grow.
   *
   * @return a code
   */
  public String type() {
    return event.draft().type();
  }

  /**
   * What kind of thing it happened to.
   *
   * @return {@code key}, {@code partner}, {@code account}, {@code host} or {@code feed}
   */
  public String subjectKind() {
    return event.draft().subjectKind();
  }

  /**
   * What it happened to.
   *
   * @return the id
   */
  public String subject() {
    return event.draft().subjectId();
  }

  /**
   * Further facts by name.
   *
   * @return an immutable map, possibly empty
   */
  public SortedMap<String, String> details() {
    return event.draft().details();
  }

  /**
   * The hash that links this event to all before it.
   *
   * @return 64 hexadecimal digits, see {@link io.latchkey.spi.AuditChain}
   */
  public String hash() {
    return event.hash();
  }

  @Override
  public String toString() {
    return sequence()
        + " "
        + at()
        + " "
        + actor()
        + " "
        + type()
        + " "
        + subject()
        + " "
        + details();
  }
}
