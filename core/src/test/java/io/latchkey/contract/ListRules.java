package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule L1: the order of lists and walks with cursors. */
abstract class ListRules extends Rules {

  ListRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void l01_list_isNewestFirst() {
    insert(created("oldest", NOW.minusMillis(1)));
    insert(created("newest", NOW.plusMillis(1)));
    insert(created("middle", NOW));

    assertThat(idsOf(list(all()))).containsExactly("newest", "middle", "oldest");
    assertThat(idsOf(list(all().accountId(ACCOUNT)))).containsExactly("newest", "middle", "oldest");
  }

  @Test
  void l01_list_amongEquals_isByRisingIdInByteOrder() {
    insert(key("b"), key("\u00e9"), key("a"), key("Z"), key("_"), key("0"), key("aa"), key("A"));

    List<String> order = List.of("0", "A", "Z", "_", "a", "aa", "b", "\u00e9");
    assertThat(idsOf(list(all()))).isEqualTo(order);
    assertThat(walk(pages(1).accountId(ACCOUNT))).isEqualTo(order);
  }

  @Test
  void l01_list_beforeAndAfter1970_isInOrder() {
    insert(created("before", Instant.EPOCH.minusMillis(1)));
    insert(created("at", Instant.EPOCH));
    insert(created("after", Instant.EPOCH.plusMillis(1)));

    assertThat(walk(pages(1))).containsExactly("after", "at", "before");
  }

  @Test
  void l01_list_holdsNoMoreThanTheLimit() {
    fill(5);

    assertThat(list(KeyCriteria.builder(3))).hasSize(3);
    assertThat(list(KeyCriteria.builder(5))).hasSize(5);
    assertThat(list(KeyCriteria.builder(6))).hasSize(5);
  }

  @Test
  void l01_list_ofTheGreatestLimit_isGiven() {
    fill(1_001);

    assertThat(list(KeyCriteria.builder(1_000))).hasSize(1_000);
  }

  @Test
  void l01_list_ofNothing_isEmpty() {
    assertThat(list(all())).isEmpty();
    insert(key("k1"));
    assertThat(list(all().accountId("nobody"))).isEmpty();
    assertThat(list(behind(NOW.plusMillis(1), "a").accountId("nobody"))).isEmpty();
  }

  @Test
  void l01_cursor_goesOnStrictlyBehindIt() {
    insert(key("a"), key("b"), key("c"), created("old", NOW.minusMillis(1)));

    assertThat(idsOf(list(behind(NOW, "b")))).containsExactly("c", "old");
    assertThat(idsOf(list(behind(NOW, "c")))).containsExactly("old");
    assertThat(list(behind(NOW.minusMillis(1), "old"))).isEmpty();
    assertThat(idsOf(list(behind(NOW.plusMillis(1), "zzz")))).hasSize(4);
  }

  @Test
  void l01_cursor_ofAKeyThatIsGone_keepsItsPlace() {
    insert(key("a"), key("b"), key("c"));
    delete(key("b"));

    assertThat(idsOf(list(behind(NOW, "b")))).containsExactly("c");
    assertThat(idsOf(list(behind(NOW, "aa")))).containsExactly("c");
  }

  @Test
  void l01_cursor_worksWithEveryWayToNarrowAList() {
    for (int i = 0; i < 12; i++) {
      String id = "k" + (char) ('a' + i);
      insert(key(id, record -> record.ends(NOW, "X"), details -> details.endedAt(NOW)));
    }

    Instant later = NOW.plusMillis(1);
    assertThat(walk(pages(5).dueAt(NOW))).hasSize(12).isSorted();
    assertThat(walk(pages(5).endedBefore(later))).hasSize(12).isSorted();
    assertThat(walk(pages(5).accountId(ACCOUNT).dueAt(NOW))).hasSize(12).isSorted();
    assertThat(walk(pages(5).tail("7Hq2x"))).hasSize(12).isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void l01_walk_showsEveryKeyOnceInOrder(int pageSize) {
    for (int i = 0; i < 20; i++) {
      insert(created("k" + i, NOW.plusMillis(i / 3)));
    }

    List<String> walked = walk(pages(pageSize));

    assertThat(walked).isEqualTo(idsOf(list(all()))).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void l01_walk_whileOthersWrite_showsEveryKeyThatWasThereOnce() {
    List<StoredKey> there = fill(12);
    StoredKey doomed = created("doomed", NOW.minusMillis(5));
    insert(doomed);
    Iterator<Runnable> writes =
        List.<Runnable>of(
                () -> insert(created("newer", NOW.plusMillis(9))),
                () -> insert(created("before-the-cursor", NOW), created("z", NOW)),
                () -> update(next(there.get(0))),
                () -> use(new KeyUse("k11", NOW.plusMillis(1)), new KeyUse("k3", NOW)),
                () -> delete(doomed),
                () -> insert(created("older", NOW.minusMillis(9))))
            .iterator();

    List<String> walked =
        walk(
            pages(2).accountId(ACCOUNT),
            () -> {
              if (writes.hasNext()) {
                writes.next().run();
              }
            });

    assertThat(writes).isExhausted();
    assertThat(walked).doesNotHaveDuplicates().containsAll(idsOf(there)).contains("older");
  }

  @Test
  void l01_partners_areListedByRisingIdInByteOrder() {
    List<String> order = List.of("0", "A", "Z", "a", "aa", "b", "\u00e9");
    for (String id : List.of("b", "\u00e9", "a", "Z", "0", "aa", "A")) {
      committed(commit().putPartner(partner(id, 1)));
    }

    assertThat(store().listPartners())
        .extracting(partner -> partner.record().id())
        .isEqualTo(order);
  }

  private List<String> walk(KeyCriteria.Builder criteria) {
    return walk(criteria, () -> {});
  }

  @CanIgnoreReturnValue
  private List<StoredKey> fill(int count) {
    List<StoredKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(key("k" + i));
    }
    insert(keys.toArray(StoredKey[]::new));
    return keys;
  }

  private static KeyCriteria.Builder all() {
    return pages(100);
  }

  private static KeyCriteria.Builder pages(int size) {
    return KeyCriteria.builder(size);
  }

  private static KeyCriteria.Builder behind(Instant createdAt, String keyId) {
    return all().after(new Position(createdAt, keyId));
  }

  private static StoredKey created(String keyId, Instant at) {
    return key(keyId, record -> {}, details -> details.createdAt(at));
  }
}
