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

  private static final VarHandle NOTED;

  static {
    try {
      NOTED = MethodHandles.lookup().findVarHandle(IndexSlot.class, "noted", Noted.class);
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

  /** What verifications found; one reference, because most keys have none of it. */
  private volatile @Nullable Noted noted;

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

  /** The id as text, made at each call. */
  final KeyId idAsText() {
    byte[] text = new byte[KeyId.LENGTH];
    Longs.put(text, 0, idHigh);
    Longs.put(text, Long.BYTES, idLow);
    return new KeyId(new String(text, StandardCharsets.US_ASCII));
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
    Noted now = noted;
    return now == null ? null : now.ended;
  }

  /** Remembers for good that the key has ended; null if it has not. */
  final void endIf(@Nullable RejectionReason reason) {
    if (reason == null) {
      return;
    }
    Noted now = noted;
    // Looked at first, so that a flood at an ended key does not write.
    while (now == null || now.ended == null) {
      if (NOTED.compareAndSet(this, now, new Noted(reason, now == null ? null : now.made))) {
        return;
      }
      now = noted;
    }
  }

  /** A rejection that names this key; made once for each reason, unless threads race to make it. */
  final Rejection rejection(RejectionReason reason) {
    Noted now = noted;
    Made first = now == null ? null : now.made;
    for (Made made = first; made != null; made = made.next) {
      if (made.rejection.reason() == reason) {
        return made.rejection;
      }
    }
    Made fresh = new Made(new Rejection(reason, idAsText()), first);
    // Whoever is too late made it in vain; the next one makes it again.
    NOTED.compareAndSet(this, now, new Noted(now == null ? null : now.ended, fresh));
    return fresh.rejection;
  }

  /**
   * What verifications found out about a key.
   *
   * @param ended why it has ended for good; once set, never unset
   * @param made the rejections that name it
   */
  private record Noted(@Nullable RejectionReason ended, @Nullable Made made) {}

  private record Made(Rejection rejection, @Nullable Made next) {}

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
