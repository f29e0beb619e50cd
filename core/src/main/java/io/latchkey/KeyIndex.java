package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * What a verification asks: keys by their ids, and as of when they are known. Thread-safe; nothing
 * here takes a lock, waits, or allocates.
 */
interface KeyIndex {

  /**
   * As of when the keys are known; null if they can't be asked, because nothing is loaded yet or
   * the index is closed.
   *
   * <p>Asked for <em>before</em> {@link #find}, and judged whenever the clock is read: whatever was
   * committed before it, a later {@code find} shows. The other way round, a record found while the
   * index was stale could pass for fresh.
   */
  @Nullable Freshness freshness();

  /** The slot of an id given as two times eight characters, or null. */
  @Nullable IndexSlot find(long idHigh, long idLow);

  /** Remembers that a verification found a key to be over its end, before it says so. */
  void ended(IndexEntry entry, RejectionReason end);

  /** Remembers the minute of a use; called once for each key and minute, or a few times. */
  void used(IndexEntry entry, int minute);
}
