package io.latchkey.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Set;

/**
 * The read side of a store: all that a verifier needs, namely one complete load and the feed of
 * changes after it.
 *
 * <p>Implementations are thread-safe. Every method may throw {@link StoreException}. The rules are
 * listed in {@link KeyStore}.
 *
 * @since 1.0
 */
public interface KeySource {

  /**
   * Optional behaviour that this source declares. The answer never changes during the life of the
   * object.
   *
   * @return the declared capabilities; an immutable, possibly empty set
   */
  Set<Capability> capabilities();

  /**
   * Hands every record that a verdict reads to the sink: partners first, then accounts, then keys,
   * then the seals of chains' heads. They need not be of one state of the store.
   *
   * <p>The position returned was read before the first record, so each record is at least as new as
   * every change numbered up to it (rule F1).
   *
   * @param sink receives the records; called on the calling thread, never after this method
   *     returned
   * @return the position from which to follow
   * @throws StoreException if the records can't be read; the sink may have seen part of them
   */
  FeedPosition load(RecordSink sink);

  /**
   * Reads changes committed after a position, in feed order.
   *
   * @param after the number of the last change already seen, 0 for none
   * @param limit the greatest number of changes to return, at least 1
   * @return the changes and where the feed stands; empty when there is nothing newer
   * @throws StoreException if the feed can't be read
   */
  FeedPage changes(long after, int limit);

  /**
   * Waits until the feed may have moved beyond a position. Called only when {@link
   * Capability#WAKES} is declared, on a thread that does nothing else: the feed is polled in any
   * case, so a wait that is too long delays no poll. It may be interrupted, to end it.
   *
   * @param after the number of the last change already seen
   * @param atMost the longest time to wait, positive
   * @return true if a change may be waiting, false if the time ran out
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws StoreException if waiting is impossible at the moment or the source is closed; a source
   *     that can't be woken must say so and not return, because the host is told by it that this
   *     node is not notified
   */
  @CanIgnoreReturnValue
  default boolean awaitChange(long after, Duration atMost) throws InterruptedException {
    return false;
  }

  /**
   * Optional behaviour of a source. May grow.
   *
   * @since 1.0
   */
  enum Capability {
    /** {@link #awaitChange} returns promptly when a change is committed by anybody. */
    WAKES,
    /**
     * Reading the feed is a memory access in this process: it can't fail or block on anything but a
     * short lock, so a verifier may catch up in the middle of a request.
     */
    LOCAL,
    /**
     * A host can stage keys in transactions of its own (rules S1 to S4 of {@link KeyStore}),
     * because readers and writers of this store don't wait for an open one.
     */
    STAGES
  }
}
