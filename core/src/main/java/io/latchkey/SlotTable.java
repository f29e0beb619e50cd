package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hash table with open addressing from key ids to slots. Any number of threads may {@linkplain
 * #find find} and {@linkplain #mark mark} without a lock; everything else is done by one thread at
 * a time.
 *
 * <p>A cell has a tag, a few bits of the hash, in an array of its own: a search passes over the
 * slots of other ids without touching them, which in a large table would each be a wait for memory.
 * A slot is published by a release store of its tag, behind that of the slot itself, and read by an
 * acquire load of the tag; so a reader who sees the tag sees the slot whole. A table that grows is
 * copied, and readers go over to the copy when it is complete.
 */
final class SlotTable {

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(IndexSlot[].class);
  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final int MIN_CAPACITY = 64;

  /** At most half full: a search ends after a few cells, and always at an empty one. */
  private static final int CELLS_PER_SLOT = 2;

  private volatile Cells cells = new Cells(MIN_CAPACITY);
  private int count;

  /** The slot of an id, or null. */
  @Nullable IndexSlot find(long high, long low) {
    Cells now = cells;
    byte[] tags = now.tags;
    int mask = tags.length - 1;
    long hash = hash(high, low);
    byte tag = tag(hash);
    int cell = cell(hash) & mask;
    while (true) {
      byte held = (byte) TAG.getAcquire(tags, cell);
      if (held == tag) {
        IndexSlot slot = now.slot(cell);
        if (slot != null && slot.isOf(high, low)) {
          return slot;
        }
      } else if (held == 0) {
        return null;
      }
      cell = (cell + 1) & mask;
    }
  }

  /**
   * Ids are random, but only six bits in eight of their characters are; the multiplication spreads
   * them.
   */
  private static long hash(long high, long low) {
    return (high ^ Long.rotateLeft(low, 29)) * 0x9E3779B97F4A7C15L;
  }

  private static int cell(long hash) {
    return (int) (hash >>> 32);
  }

  /** Seven bits that choose no cell, unless the table is very large; never 0. */
  private static byte tag(long hash) {
    return (byte) ((hash >>> 57) | 0x80);
  }

  /** Puts a slot in the place of the one of the same id, or in a new one. */
  void put(IndexSlot slot) {
    Cells now = cells;
    int cell = now.cellFor(slot);
    if (now.tags[cell] == 0 && ++count * CELLS_PER_SLOT > now.tags.length) {
      replaceAll(held -> held);
      now = cells;
      cell = now.cellFor(slot);
      count++;
    }
    now.publish(cell, slot);
  }

  /**
   * Copies the table, with another slot of the same id for each slot, or none where null is given.
   */
  void replaceAll(Function<IndexSlot, @Nullable IndexSlot> successor) {
    Cells copy = new Cells(capacityFor(count));
    count = 0;
    forEach(
        slot -> {
          IndexSlot next = successor.apply(slot);
          if (next != null) {
            copy.publish(copy.cellFor(next), next);
            count++;
          }
        });
    // What is marked in the old one, and may be just now, is not carried over: all is marked.
    Arrays.fill(copy.marks, (byte) 1);
    cells = copy;
  }

  private static int capacityFor(int slots) {
    int capacity = MIN_CAPACITY;
    while (capacity < CELLS_PER_SLOT * slots) {
      capacity <<= 1;
    }
    return capacity;
  }

  /** Visits every slot; those that are put meanwhile by another thread may be missed. */
  void forEach(Consumer<IndexSlot> visitor) {
    Cells now = cells;
    for (int group = 0; group < now.marks.length; group++) {
      now.visitGroup(group, visitor);
    }
  }

  /**
   * Asks for a visit of the slot of an id by {@link #takeMarked}.
   *
   * <p>Whatever the caller wrote to the slot before, with the strength of a volatile write, a visit
   * shows that takes the mark away: mark, marks and the reference to the cells are all volatile.
   */
  void mark(long high, long low) {
    Cells now = cells;
    while (true) {
      int group = now.group(high, low);
      // Looked at first: many keys of a group are used in one minute, by many threads.
      if ((byte) TAG.getVolatile(now.marks, group) == 0) {
        TAG.setVolatile(now.marks, group, (byte) 1);
      }
      Cells still = cells;
      if (still == now) {
        return;
      }
      now = still;
    }
  }

  /**
   * Visits the slots that are marked, and others that share a mark with one; leaves the marks in
   * place.
   */
  void forEachMarked(Consumer<IndexSlot> visitor) {
    Cells now = cells;
    for (int group = 0; group < now.marks.length; group++) {
      if ((byte) TAG.getVolatile(now.marks, group) != 0) {
        now.visitGroup(group, visitor);
      }
    }
  }

  /** The same, and takes each mark away before it visits. */
  void takeMarked(Consumer<IndexSlot> visitor) {
    Cells now = cells;
    for (int group = 0; group < now.marks.length; group++) {
      if ((byte) TAG.getVolatile(now.marks, group) != 0) {
        TAG.setVolatile(now.marks, group, (byte) 0);
        now.visitGroup(group, visitor);
      }
    }
  }

  /** The arrays of one size. */
  private static final class Cells {

    /** Cells that share a mark; divides every capacity. */
    static final int GROUP = 64;

    final byte[] tags;
    final byte[] marks;
    private final @Nullable IndexSlot[] slots;

    Cells(int capacity) {
      tags = new byte[capacity];
      slots = new IndexSlot[capacity];
      marks = new byte[capacity / GROUP];
    }

    @Nullable IndexSlot slot(int cell) {
      return (IndexSlot) CELL.getAcquire(slots, cell);
    }

    void publish(int cell, IndexSlot slot) {
      CELL.setRelease(slots, cell, slot);
      TAG.setRelease(tags, cell, tag(hash(slot.idHigh(), slot.idLow())));
    }

    /** The cell that holds a slot of the same id, or the empty one where it belongs. */
    int cellFor(IndexSlot slot) {
      int mask = tags.length - 1;
      long hash = hash(slot.idHigh(), slot.idLow());
      byte tag = tag(hash);
      int cell = cell(hash) & mask;
      while (tags[cell] != 0) {
        IndexSlot held = tags[cell] == tag ? slots[cell] : null;
        if (held != null && held.isOf(slot.idHigh(), slot.idLow())) {
          return cell;
        }
        cell = (cell + 1) & mask;
      }
      return cell;
    }

    /** The group of the cell where the search for an id begins. */
    int group(long high, long low) {
      return (cell(hash(high, low)) & (tags.length - 1)) / GROUP;
    }

    /** Slots that belong to a group may stand behind it, up to the next empty cell. */
    void visitGroup(int group, Consumer<IndexSlot> visitor) {
      int mask = tags.length - 1;
      for (int i = 0; i < tags.length; i++) {
        int cell = (group * GROUP + i) & mask;
        boolean empty = (byte) TAG.getAcquire(tags, cell) == 0;
        if (empty && i >= GROUP) {
          return;
        }
        IndexSlot slot = empty ? null : slot(cell);
        if (slot != null && group(slot.idHigh(), slot.idLow()) == group) {
          visitor.accept(slot);
        }
      }
    }
  }
}
