package io.latchkey;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How this process is doing. Immutable, as it was when asked.
 *
 * @since 1.0
 */
public final class Health {

  private final Status status;
  private final long feedNumber;
  private final @Nullable Duration feedAge;
  private final boolean notified;
  private final int keys;
  private final int usesWaiting;
  private final int brokenSeals;

  Health(
      Status status,
      long feedNumber,
      @Nullable Duration feedAge,
      boolean notified,
      int keys,
      int usesWaiting,
      int brokenSeals) {
    this.status = status;
    this.feedNumber = feedNumber;
    this.feedAge = feedAge;
    this.notified = notified;
    this.keys = keys;
    this.usesWaiting = usesWaiting;
    this.brokenSeals = brokenSeals;
  }

  /**
   * The state in a word.
   *
   * @return the status
   */
  public Status status() {
    return status;
  }

  /**
   * Tells whether verification answers.
   *
   * @return true for {@link Status#READY} and {@link Status#FEED_REGRESSED}
   */
  public boolean ready() {
    return status == Status.READY || status == Status.FEED_REGRESSED;
  }

  /**
   * How far this node has followed the change feed.
   *
   * @return the number of the newest change applied
   */
  public long feedNumber() {
    return feedNumber;
  }

  /**
   * How long ago the read of the feed started that this node is up to date with.
   *
   * @return the age, or empty before the first load
   */
  public Optional<Duration> feedAge() {
    return Optional.ofNullable(feedAge);
  }

  /**
   * Tells how this node learns of changes. It polls in any case.
   *
   * @return true while the store also wakes it; false if it can't, fails at it, or waits longer
   *     than it was told
   */
  public boolean notified() {
    return notified;
  }

  /**
   * How many keys the index holds.
   *
   * @return zero or more
   */
  public int keys() {
    return keys;
  }

  /**
   * How many keys have a last use that is not yet written to the store.
   *
   * @return zero or more
   */
  public int usesWaiting() {
    return usesWaiting;
  }

  /**
   * How many rows and chains this process found not to be as the library wrote them, and how often
   * the host's {@link SealAnchor} failed. Rows beyond ten thousand are not counted. Anything but 0
   * means that somebody else writes to the store, or that a seal key is missing; {@link
   * Seals#status} names them.
   *
   * @return zero or more; always zero without {@linkplain Latchkey.Builder#seal seal keys}
   */
  public int brokenSeals() {
    return brokenSeals;
  }

  @Override
  public String toString() {
    return "Health["
        + status
        + ", feed "
        + feedNumber
        + ", age "
        + feedAge
        + (notified ? ", notified" : ", polling")
        + ", "
        + keys
        + " keys, "
        + usesWaiting
        + " uses waiting, "
        + brokenSeals
        + " broken seals]";
  }

  /**
   * The state of a process. May grow.
   *
   * @since 1.0
   */
  public enum Status {
    /** The index is being loaded; verification answers <i>not available</i>, management works. */
    LOADING,
    /** All is well. */
    READY,
    /**
     * The feed has been silent beyond the bound; verification answers <i>not available</i> and
     * recovers by itself.
     */
    STALE,
    /**
     * The store went back in time (a restored backup, a failover that lost commits). Verification
     * goes on; keys that were seen ended stay ended. See {@link Latchkey#acceptRestore}.
     */
    FEED_REGRESSED,
    /** Closed. */
    CLOSED
  }
}
