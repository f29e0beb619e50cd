package io.latchkey;

import io.latchkey.spi.KeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Readers without a lock beside a writer: whatever runs at once, the table and the index answer as
 * if one call had come after the other. Compared with maps, which share no code with them. A model
 * checker goes through the interleavings of the table; the index is run under stress.
 */
final class IndexLincheckTest {

  private static final boolean SOAK = Boolean.getBoolean("latchkey.soak");
  private static final int MORE = SOAK ? 20 : 1;

  @Test
  void table_underModelChecking_isLinearizable() {
    new ModelCheckingOptions()
        // The smallest table has 64 cells; by default a longer loop counts as one without an end.
        .loopBound(1_000)
        .iterations(10 * MORE)
        .invocationsPerIteration(200 * MORE)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
        .sequentialSpecification(TableModel.class)
        .check(TableCalls.class);
  }

  @Test
  void table_underStress_isLinearizable() {
    new StressOptions()
        .iterations(10 * MORE)
        .invocationsPerIteration(2_000 * MORE)
        .threads(3)
        .actorsPerThread(4)
        .sequentialSpecification(TableModel.class)
        .check(TableCalls.class);
  }

  @Test
  void index_underStress_isLinearizable() {
    new StressOptions()
        .iterations(10 * MORE)
        .invocationsPerIteration(2_000 * MORE)
        .threads(3)
        .actorsPerThread(4)
        .sequentialSpecification(IndexModel.class)
        .check(IndexCalls.class);
  }

  /** A table with ids that begin at one cell. Writers take turns, as in the index. */
  @Param(name = "id", gen = IntGen.class, conf = "0:2")
  @Param(name = "version", gen = IntGen.class, conf = "1:9")
  public static final class TableCalls {

    private final SlotTable table = new SlotTable();

    /** Starts with nothing that is marked, as after a flush. */
    public TableCalls() {
      table.takeMarked(slot -> {});
    }

    /** Adds a slot or replaces one. */
    @Operation(nonParallelGroup = "writer")
    public void put(@Param(name = "id") int id, @Param(name = "version") int version) {
      table.put(slot(id, version));
    }

    /** Copies the table, without one slot. */
    @Operation(nonParallelGroup = "writer")
    public void copyWithout(@Param(name = "id") int id) {
      table.replaceAll(slot -> slot.idLow() == id ? null : slot);
    }

    /** The version found, 0 for none. */
    @Operation
    public long find(@Param(name = "id") int id) {
      IndexSlot slot = table.find(high(id), id);
      return slot == null ? 0 : slot.version();
    }

    private static IndexSlot slot(int id, int version) {
      return new UnreadableKey(
          new IndexSlot.Place(high(id), id, version, 1), RejectionReason.KEY_UNREADABLE);
    }

    /** Undoes the spreading, so that all have one hash. */
    private static long high(int id) {
      return Long.rotateLeft(id, 29);
    }
  }

  /** The same, by a map. */
  public static final class TableModel {

    private final Map<Integer, Integer> versions = new TreeMap<>();

    /** Adds a slot or replaces one. */
    public void put(int id, int version) {
      versions.put(id, version);
    }

    /** Forgets one slot. */
    public void copyWithout(int id) {
      versions.remove(id);
    }

    /** The version found, 0 for none. */
    public long find(int id) {
      return versions.getOrDefault(id, 0);
    }
  }

  /** An index of two keys, asked as a verification asks. */
  @Param(name = "key", gen = IntGen.class, conf = "0:1")
  @Param(name = "version", gen = IntGen.class, conf = "1:5")
  public static final class IndexCalls {

    private static final List<KeyRecord> RECORDS = new ArrayList<>();

    static {
      VerifierLab lab = new VerifierLab();
      RECORDS.add(lab.draw(record -> {}).record());
      RECORDS.add(lab.draw(record -> {}).record());
    }

    private final VerificationIndex index = new VerifierLab().index;

    /** A record comes by the feed. */
    @Operation
    public void apply(@Param(name = "key") int key, @Param(name = "version") int version) {
      index.apply(RECORDS.get(key).toBuilder().version(version).build());
    }

    /** A key is purged. */
    @Operation
    public void remove(@Param(name = "key") int key) {
      index.remove(RECORDS.get(key).keyId());
    }

    /** Everything is loaded anew, and is what it was: the table is copied. */
    @Operation
    public void reload() {
      Reload reload = index.reload(false);
      for (KeyRecord record : RECORDS) {
        IndexSlot held = find(record);
        if (held instanceof IndexEntry) {
          reload.key(record.toBuilder().version(held.version()).build());
        }
      }
    }

    /** A verification finds a key to be over its end, if the key is there. */
    @Operation
    public boolean end(@Param(name = "key") int key) {
      if (find(RECORDS.get(key)) instanceof IndexEntry entry) {
        index.ended(entry, RejectionReason.KEY_EXPIRED);
        return true;
      }
      return false;
    }

    /** What a verification finds. */
    @Operation
    public String find(@Param(name = "key") int key) {
      IndexSlot slot = find(RECORDS.get(key));
      if (slot instanceof IndexEntry entry) {
        return entry.refusalAt(0) == null ? "live" : "ended";
      }
      return slot == null ? "unknown" : "removed";
    }

    private @Nullable IndexSlot find(KeyRecord record) {
      IndexSlot.Place place = IndexSlot.Place.of(KeyId.of(record.keyId()), 1, 1);
      return index.find(place.idHigh(), place.idLow());
    }
  }

  /** The same, by sets. */
  public static final class IndexModel {

    private final Set<Integer> known = new TreeSet<>();
    private final Set<Integer> removed = new TreeSet<>();
    private final Set<Integer> ended = new TreeSet<>();

    /** Of whatever version: once known, always known, until removed for good. */
    public void apply(int key, int version) {
      if (!removed.contains(key)) {
        known.add(key);
      }
    }

    /** For good. */
    public void remove(int key) {
      known.remove(key);
      removed.add(key);
    }

    /** Changes nothing. */
    public void reload() {}

    /** For good, if the key is there. */
    public boolean end(int key) {
      return known.contains(key) && (ended.add(key) || ended.contains(key));
    }

    /** What a verification finds. */
    public String find(int key) {
      if (removed.contains(key)) {
        return "removed";
      }
      if (!known.contains(key)) {
        return "unknown";
      }
      return ended.contains(key) ? "ended" : "live";
    }
  }
}
