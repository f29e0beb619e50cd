package io.latchkey;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A page of a snapshot in memory: the records of some keys by rising id, and the slots made of them
 * so far. Its records are as signed, unless it is damaged: then there are none.
 */
final class SnapshotPage {

  private final long[] records;
  private final AtomicReferenceArray<@Nullable IndexSlot> slots;

  private SnapshotPage(long[] records) {
    this.records = records;
    slots = new AtomicReferenceArray<>(records.length / SnapshotFormat.RECORD_LONGS);
  }

  /** Stands for a page that can't be read or is not as signed. */
  static SnapshotPage unusable() {
    return new SnapshotPage(new long[0]);
  }

  /** Takes over the bytes of a page that were found to be as signed. */
  static SnapshotPage of(byte[] checked) {
    long[] records = new long[checked.length / Long.BYTES];
    ByteBuffer.wrap(checked).asLongBuffer().get(records);
    return new SnapshotPage(records);
  }

  boolean damaged() {
    return records.length == 0;
  }

  int size() {
    return slots.length();
  }

  /** The place of an id, negative if the page does not have it. */
  int find(long high, long low) {
    int from = 0;
    int to = size() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int order = compare(idHigh(middle), idLow(middle), high, low);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -1;
  }

  /** Compares two ids; they are ASCII, so that no sign is in the way. */
  static int compare(long high, long low, long otherHigh, long otherLow) {
    int order = Long.compare(high, otherHigh);
    return order == 0 ? Long.compare(low, otherLow) : order;
  }

  /** The slot made of a record, or null if nobody asked for it yet. */
  @Nullable IndexSlot slot(int at) {
    return slots.get(at);
  }

  /** Keeps a slot, unless another thread was first. */
  IndexSlot keep(int at, IndexSlot made) {
    IndexSlot first = slots.compareAndExchange(at, null, made);
    return first == null ? made : first;
  }

  long idHigh(int at) {
    return longAt(at, 0);
  }

  long idLow(int at) {
    return longAt(at, 1);
  }

  byte[] digest(int at) {
    ByteBuffer digest = ByteBuffer.allocate(KeyDigest.LENGTH);
    for (int i = 0; i < KeyDigest.LENGTH / Long.BYTES; i++) {
      digest.putLong(longAt(at, SnapshotFormat.AT_DIGEST + i));
    }
    return digest.array();
  }

  int account(int at) {
    return (int) (longAt(at, SnapshotFormat.AT_OWNERS) >>> Integer.SIZE);
  }

  int partner(int at) {
    return (int) longAt(at, SnapshotFormat.AT_OWNERS);
  }

  int kind(int at) {
    return (int) (longAt(at, SnapshotFormat.AT_KIND) >>> Integer.SIZE);
  }

  /** Kind, state and end state, all in one number. */
  long kindAndCodes(int at) {
    return longAt(at, SnapshotFormat.AT_KIND);
  }

  long endsAtMillis(int at) {
    return longAt(at, SnapshotFormat.AT_END);
  }

  /** Why the key is refused until its end, null while it is active. */
  @Nullable RejectionReason refusal(int at) {
    return SnapshotFormat.refusal((int) kindAndCodes(at) >>> 24);
  }

  /** Why the key is refused from its end on. */
  @Nullable RejectionReason end(int at) {
    return SnapshotFormat.refusal((int) kindAndCodes(at) >>> 16 & 0xFF);
  }

  /** Why the key has ended, if its record says so by itself. */
  @Nullable RejectionReason recordedEnd(int at) {
    RejectionReason refusal = refusal(at);
    return refusal != null && refusal.isEnd() ? refusal : null;
  }

  /** Why a key has ended, by its record, by what a verification saw, or by time until then. */
  @Nullable RejectionReason endBy(int at, long seenUntilMillis) {
    IndexSlot made = slots.get(at);
    if (made != null && made.ended() != null) {
      return made.ended();
    }
    return endsAtMillis(at) <= seenUntilMillis ? end(at) : recordedEnd(at);
  }

  private long longAt(int at, int index) {
    return records[at * SnapshotFormat.RECORD_LONGS + index];
  }
}
