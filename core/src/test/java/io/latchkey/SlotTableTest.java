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

  private static IndexSlot slot(long id) {
    return new UnreadableKey(new IndexSlot.Place(high(id), id, 1, 1), KeyId.of("A".repeat(16)));
  }

  /** Undoes the spreading for most ids, so that many begin at one cell. */
  private static long high(long id) {
    return id % 10 == 0 ? id : Long.rotateLeft(id, 29);
  }
}
