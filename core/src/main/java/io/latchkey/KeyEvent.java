package io.latchkey;

import io.latchkey.spi.EventDraft;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Something that was committed: what an audit event says, as it happens. Immutable.
 *
 * @since 1.0
 */
public final class KeyEvent {

  private final String chain;
  private final EventDraft draft;

  KeyEvent(String chain, EventDraft draft) {
    this.chain = chain;
    this.draft = draft;
  }

  /**
   * What happened, for example {@code key_revoked}. May grow.
   *
   * @return a code, the same as {@link AuditEntry#type()}
   */
  public String type() {
    return draft.type();
  }

  /**
   * The trail that has the event.
   *
   * @return an account's id, or {@code $host}
   */
  public String trail() {
    return chain;
  }

  /**
   * When it happened.
   *
   * @return whole milliseconds
   */
  public Instant at() {
    return draft.at();
  }

  /**
   * Who did it.
   *
   * @return the id of the actor or host actor, or {@code latchkey} for the library itself
   */
  public String actor() {
    return draft.actorId();
  }

  /**
   * What kind of thing it happened to.
   *
   * @return {@code key}, {@code partner}, {@code account}, {@code feed} or {@code snapshot}
   */
  public String subjectKind() {
    return draft.subjectKind();
  }

  /**
   * What it happened to.
   *
   * @return the id of a key, partner or account, or the fingerprint of a snapshot
   */
  public String subject() {
    return draft.subjectId();
  }

  /**
   * Further facts by name: ids, codes and instants.
   *
   * @return an immutable map, possibly empty
   */
  public SortedMap<String, String> details() {
    return draft.details();
  }

  @Override
  public String toString() {
    return "KeyEvent[" + type() + " " + subject() + " by " + actor() + " at " + at() + "]";
  }
}
