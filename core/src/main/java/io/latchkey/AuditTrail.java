package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.util.List;

/**
 * The audit trail of an account, and of the host itself. Thread-safe.
 *
 * <p>Events form a hash chain (see {@link io.latchkey.spi.AuditChain}). Changing, dropping,
 * inserting or reordering an event is found <em>relative to a {@linkplain AuditHead head} that the
 * checker kept, or one that the host signed</em>; without such a head, only accidents and careless
 * edits are found, because whoever can rewrite the store can compute hashes as well.
 *
 * <p>An export is JSON lines (UTF-8): one event a line, oldest first, then one line with the head,
 * signed if the builder was given a signing key. {@link AuditCheck} checks it without this
 * library's store.
 *
 * @since 1.0
 */
public interface AuditTrail {

  /**
   * Reads a page of the account's trail.
   *
   * @param actor who asks
   * @param after the number of the last event already seen, 0 to start at the oldest
   * @param limit the greatest number of events, 1 to 1,000
   * @return the events in order
   * @throws AccessDeniedException if the policy says no
   * @throws IllegalArgumentException if an argument is out of range
   * @throws StoreUnavailableException if the store fails
   */
  List<AuditEntry> read(Actor actor, long after, int limit);

  /**
   * The newest event of the account's trail.
   *
   * @param actor who asks
   * @return the head; keep it outside the store
   * @throws AccessDeniedException if the policy says no
   * @throws StoreUnavailableException if the store fails
   */
  AuditHead head(Actor actor);

  /**
   * Writes the account's whole trail as JSON lines, ending with the head.
   *
   * @param actor who asks
   * @param out takes the lines; not closed
   * @return the head written
   * @throws AccessDeniedException if the policy says no
   * @throws IOException if {@code out} fails
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  AuditHead export(Actor actor, Appendable out) throws IOException;

  /**
   * Checks the account's trail as it is in the store now, against no head but its own.
   *
   * @param actor who asks
   * @return what the check found
   * @throws AccessDeniedException if the policy says no
   * @throws StoreUnavailableException if the store fails
   */
  AuditCheck check(Actor actor);

  /**
   * Reads a page of the host's own trail: partners, account status, denials to host actors.
   *
   * @param host who asks
   * @param after the number of the last event already seen, 0 to start at the oldest
   * @param limit the greatest number of events, 1 to 1,000
   * @return the events in order
   * @throws AccessDeniedException if the host policy says no
   * @throws IllegalArgumentException if an argument is out of range
   * @throws StoreUnavailableException if the store fails
   */
  List<AuditEntry> read(HostActor host, long after, int limit);

  /**
   * The newest event of the host's own trail.
   *
   * @param host who asks
   * @return the head; keep it outside the store
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   */
  AuditHead head(HostActor host);

  /**
   * Writes the host's whole trail as JSON lines, ending with the head.
   *
   * @param host who asks
   * @param out takes the lines; not closed
   * @return the head written
   * @throws AccessDeniedException if the host policy says no
   * @throws IOException if {@code out} fails
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  AuditHead export(HostActor host, Appendable out) throws IOException;

  /**
   * Checks the host's own trail as it is in the store now, against no head but its own.
   *
   * @param host who asks
   * @return what the check found
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   */
  AuditCheck check(HostActor host);
}
