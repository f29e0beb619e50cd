package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hash table with open addressing from key ids to slots. Any number of threads may {@linkplain
 * #find find} without a lock; everything else is done by one thread at a time.
 *
 * <p>A slot is published by a release store into its cell and read by an acquire load, so a reader
 * sees it whole. A table that grows is copied, and readers go over to the copy when it is complete.
 */
final class SlotTable {

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(IndexSlot[].class);
  private static final int MIN_CAPACITY = 64;

  /** At most half full: a search ends after a few cells, and always at an empty one. */
  private static final int CELLS_PER_SLOT = 2;

  private volatile @Nullable IndexSlot[] cells = new IndexSlot[MIN_CAPACITY];
  private int count;

  /** The slot of an id, or null. */
  @Nullable IndexSlot find(long high, long low) {
    @Nullable IndexSlot[] table = cells;
    int mask = table.length - 1;
    int cell = spread(high, low) & mask;
    while (true) {
      IndexSlot slot = (IndexSlot) CELL.getAcquire(table, cell);
      if (slot == null || slot.isOf(high, low)) {
        return slot;
      }
      cell = (cell + 1) & mask;
    }
  }

  /**
   * Ids are random, but only six bits in eight of their characters are; the multiplication spreads
   * them.
   */
  private static int spread(long high, long low) {
    return (int) (((high ^ Long.rotateLeft(low, 29)) * 0x9E3779B97F4A7C15L) >>> 32);
  }

  /** Puts a slot in the place of the one of the same id, or in a new one. */
  void put(IndexSlot slot) {
    @Nullable IndexSlot[] table = cells;
    int cell = cellFor(table, slot);
    if (table[cell] == null && ++count * CELLS_PER_SLOT > table.length) {
      replaceAll(held -> held);
      table = cells;
      cell = cellFor(table, slot);
      count++;
    }
    CELL.setRelease(table, cell, slot);
  }

  /** The cell that holds a slot of the same id, or the empty one where it belongs. */
  private static int cellFor(@Nullable IndexSlot[] table, IndexSlot slot) {
    int mask = table.length - 1;
    int cell = spread(slot.idHigh(), slot.idLow()) & mask;
    while (true) {
      IndexSlot held = table[cell];
      if (held == null || held.isOf(slot.idHigh(), slot.idLow())) {
        return cell;
      }
      cell = (cell + 1) & mask;
    }
  }

  /**
   * Copies the table, with another slot of the same id for each slot, or none where null is given.
   */
  void replaceAll(Function<IndexSlot, @Nullable IndexSlot> successor) {
    @Nullable IndexSlot[] copy = new IndexSlot[capacityFor(count)];
    count = 0;
    forEach(
        slot -> {
          IndexSlot next = successor.apply(slot);
          if (next != null) {
            copy[cellFor(copy, next)] = next;
            count++;
          }
        });
    cells = copy;
  }

  private static int capacityFor(int slots) {
    int capacity = MIN_CAPACITY;
    while (capacity < 2 * CELLS_PER_SLOT * slots) {
      capacity <<= 1;
    }
    return capacity;
  }

  /** Visits every slot; those that are put meanwhile by another thread may be missed. */
  void forEach(Consumer<IndexSlot> visitor) {
    @Nullable IndexSlot[] table = cells;
    for (int i = 0; i < table.length; i++) {
      IndexSlot slot = (IndexSlot) CELL.getAcquire(table, i);
      if (slot != null) {
        visitor.accept(slot);
      }
    }
  }
}
