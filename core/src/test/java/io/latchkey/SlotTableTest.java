package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SlotTableTest {

  /** Few ids, so that operations meet; ids chosen to fall on the same cells too. */
  @Property
  void table_afterAnyOperations_holdsWhatAMapWould(
      @ForAll @Size(max = 400) List<@IntRange(max = 299) Integer> operations) {
    SlotTable table = new SlotTable();
    Map<Long, IndexSlot> model = new HashMap<>();
    for (int operation : operations) {
      long id = operation % 150;
      if (operation == 299) {
        table.replaceAll(slot -> slot.idLow() % 2 == 0 ? slot : null);
        model.keySet().removeIf(key -> key % 2 != 0);
      } else {
        IndexSlot slot = new RemovedKey(slot(id), 1);
        table.put(slot);
        model.put(id, slot);
      }
    }

    for (long id = 0; id < 150; id++) {
      assertThat(table.find(high(id), id)).isSameAs(model.get(id));
    }
    List<IndexSlot> visited = new ArrayList<>();
    table.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(model.values());
  }

  /** A mark covers neighbours too; each slot belongs to one mark alone. */
  @Property
  void takeMarked_afterAnyMarks_visitsEachMarkedSlotOnce(
      @ForAll @Size(max = 200) List<@IntRange(max = 499) Integer> marked,
      @ForAll @IntRange(max = 500) int slots) {
    SlotTable table = new SlotTable();
    for (long id = 0; id < slots; id++) {
      table.put(slot(id));
    }
    table.takeMarked(slot -> {});
    for (long id : marked) {
      table.mark(high(id), id);
    }

    List<IndexSlot> seen = new ArrayList<>();
    table.forEachMarked(seen::add);
    List<IndexSlot> taken = new ArrayList<>();
    table.takeMarked(taken::add);
    assertThat(taken).doesNotHaveDuplicates().containsExactlyElementsOf(seen);
    for (long id : marked) {
      IndexSlot slot = table.find(high(id), id);
      assertThat(slot == null || taken.contains(slot)).isTrue();
    }
    table.takeMarked(slot -> assertThat(slot).as("no mark is left").isNull());
  }

  @Test
  void takeMarked_afterTheTableWasCopied_visitsAll() {
    SlotTable table = new SlotTable();
    for (long id = 0; id < 100; id++) {
      table.put(slot(id));
    }
    table.replaceAll(slot -> slot);

    List<IndexSlot> taken = new ArrayList<>();
    table.takeMarked(taken::add);
    assertThat(taken).hasSize(100).doesNotHaveDuplicates();
  }

  private static IndexSlot slot(long id) {
    return new UnreadableKey(
        new IndexSlot.Place(high(id), id, 1, 1), RejectionReason.KEY_UNREADABLE);
  }

  /** Undoes the spreading for most ids, so that many begin at one cell. */
  private static long high(long id) {
    return id % 10 == 0 ? id : Long.rotateLeft(id, 29);
  }
}
