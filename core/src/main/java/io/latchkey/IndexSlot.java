package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the index holds under one key id: an entry that can be verified against, one that can't be
 * read, or the memory of a key that was removed. Replaced as a whole by the writer of the index.
 */
abstract sealed class IndexSlot permits IndexEntry, UnreadableKey, RemovedKey {

  private static final VarHandle ENDED;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(IndexSlot.class, "ended", RejectionReason.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long idHigh;
  private final long idLow;
  private final long version;
  private final int setIn;

  /** Guarded by the lock of the index. */
  private int shownIn;

  /** Why the key has ended for good, once that was seen; set at most once. */
  private volatile @Nullable RejectionReason ended;

  IndexSlot(Place place) {
    idHigh = place.idHigh;
    idLow = place.idLow;
    version = place.version;
    setIn = place.generation;
    shownIn = place.generation;
  }

  final boolean isOf(long high, long low) {
    return idHigh == high && idLow == low;
  }

  final long idHigh() {
    return idHigh;
  }

  final long idLow() {
    return idLow;
  }

  final long version() {
    return version;
  }

  /** The reload in or after which this slot was written. */
  final int setIn() {
    return setIn;
  }

  /** The last reload that showed the key, itself or by a change that came during it. */
  final int shownIn() {
    return shownIn;
  }

  final void shown(int generation) {
    shownIn = Math.max(shownIn, generation);
  }

  /** Why the key has ended for good, as far as anybody saw; null if nobody did. */
  final @Nullable RejectionReason ended() {
    return ended;
  }

  /** Remembers for good that the key has ended; null if it has not. */
  final void endIf(@Nullable RejectionReason reason) {
    // Looked at first, so that a flood at an ended key does not write.
    if (reason != null && ended == null) {
      ENDED.compareAndSet(this, null, reason);
    }
  }

  /**
   * Where a slot stands.
   *
   * @param idHigh the first half of the id
   * @param idLow the second half of the id
   * @param version the version of the record
   * @param generation the last reload begun
   */
  record Place(long idHigh, long idLow, long version, int generation) {

    static Place of(KeyId id, long version, int generation) {
      byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
      return new Place(Longs.at(bytes, 0), Longs.at(bytes, Long.BYTES), version, generation);
    }
  }
}
