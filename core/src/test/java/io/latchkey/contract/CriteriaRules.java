package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.ACTIVE;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyCriteria.StatesAt;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyUse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule L2: what each criterion lets through, alone and with others. */
abstract class CriteriaRules extends Rules {

  private static final Instant BEFORE = NOW.minusMillis(1);
  private static final Instant AFTER = NOW.plusMillis(1);

  CriteriaRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void l02_account_narrows() {
    insert(key("a"));
    insert(key("b", record -> record.accountId("globex")));

    assertLists(all().accountId(ACCOUNT), "a");
    assertLists(all().accountId("globex"), "b");
    assertLists(all(), "a", "b");
  }

  @Test
  void l02_partnerAndEnvironmentAndCreator_narrow() {
    record("a", record -> {});
    record("b", record -> record.partnerId("southwind"));
    record("c", record -> record.environment("test"));
    details("d", details -> details.createdBy("bob"));

    assertLists(all().partnerId("southwind"), "b");
    assertLists(all().environment("test"), "c");
    assertLists(all().createdBy("bob"), "d");
    assertLists(all().partnerId("southwind").environment("test"));
  }

  @Test
  void l02_apiTypes_narrowToAnyOfThem() {
    record("a", record -> record.apiType("one"));
    record("b", record -> record.apiType("two"));
    record("c", record -> record.apiType("three"));

    assertLists(all().apiTypes(Set.of("one")), "a");
    assertLists(all().apiTypes(Set.of("one", "three", "four")), "a", "c");
  }

  @Test
  void l02_tail_isComparedAsAWholeByteForByte() {
    details("a", details -> details.tail("abcde"));
    details("b", details -> details.tail("ABCDE"));
    details("c", details -> details.tail("a%cde"));

    assertLists(all().tail("abcde"), "a");
    assertLists(all().tail("a%cde"), "c");
    assertLists(all().tail("abcd"));
    assertLists(all().tail("_____"));
  }

  static Stream<Arguments> searches() {
    return Stream.of(
        arguments("alpha", List.of("a", "b")),
        arguments("pha be", List.of("b")),
        arguments("ALPHA", List.of("c")),
        arguments("%", List.of("d")),
        arguments("_", List.of("d")),
        arguments("50%_", List.of("d")),
        arguments("a%a", List.of()),
        arguments("al_ha", List.of()),
        arguments("[abc]", List.of()),
        arguments("*", List.of()),
        arguments("c:\\dir", List.of("e")),
        arguments("\\", List.of("e")),
        arguments("\\\\", List.of()),
        arguments("it's", List.of("f")),
        arguments("\ud83d\udd11", List.of("f")),
        arguments("caf\u00e9", List.of("g")),
        arguments("cafe", List.of("h")),
        arguments("alpha ", List.of("b")));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void l02_text_isContainedByteForByteWithoutWildcards(String text, List<String> expected) {
    search("a", "alpha");
    search("b", "alpha beta");
    search("c", "ALPHA");
    search("d", "50%_off");
    search("e", "c:\\dir");
    search("f", "it's a \ud83d\udd11");
    search("g", "caf\u00e9");
    search("h", "cafe");
    search("i", "");

    assertLists(all().text(text), expected.toArray(String[]::new));
  }

  @Test
  void l02_states_areLookedAtAtTheGivenInstant() {
    record("a", record -> {});
    record("b", record -> record.ends(NOW, "EXPIRED"));
    record("c", record -> record.state("PENDING").ends(AFTER, "ABANDONED"));

    assertLists(all().states(new StatesAt(Set.of(ACTIVE), BEFORE)), "a", "b");
    assertLists(all().states(new StatesAt(Set.of(ACTIVE), NOW)), "a");
    assertLists(all().states(new StatesAt(Set.of("EXPIRED"), BEFORE)));
    assertLists(all().states(new StatesAt(Set.of("EXPIRED"), NOW)), "b");
    assertLists(all().states(new StatesAt(Set.of("EXPIRED", "PENDING"), NOW)), "b", "c");
    assertLists(all().states(new StatesAt(Set.of("EXPIRED", "ABANDONED"), AFTER)), "b", "c");
    assertLists(all().states(new StatesAt(Set.of("active"), NOW)));
  }

  @Test
  void l02_neverUsed_parts() {
    useAt("a", BEFORE);
    record("b", record -> {});

    assertLists(all().neverUsed(true), "b");
    assertLists(all().neverUsed(false), "a");
  }

  @Test
  void l02_notUsedSince_isBeforeTheInstantOrNever() {
    useAt("a", BEFORE);
    useAt("b", NOW);
    useAt("c", AFTER);
    record("d", record -> {});

    assertLists(all().notUsedSince(NOW), "a", "d");
    assertLists(all().notUsedSince(AFTER), "a", "b", "d");
    assertLists(all().notUsedSince(NOW).neverUsed(false), "a");
  }

  @Test
  void l02_expiresBefore_isStrictAndNeverIsNotBefore() {
    details("a", details -> details.expiresAt(BEFORE));
    details("b", details -> details.expiresAt(NOW));
    details("c", details -> {});

    assertLists(all().expiresBefore(NOW), "a");
    assertLists(all().expiresBefore(AFTER), "a", "b");
    assertLists(all().expiresBefore(BEFORE));
  }

  @Test
  void l02_dueAt_includesTheInstantItself() {
    record("a", record -> record.ends(BEFORE, "X"));
    record("b", record -> record.ends(NOW, "X"));
    record("c", record -> record.ends(AFTER, "X"));
    record("d", record -> {});

    assertLists(all().dueAt(NOW), "a", "b");
    assertLists(all().dueAt(NOW).accountId(ACCOUNT), "a", "b");
    assertLists(all().dueAt(BEFORE.minusMillis(1)));
  }

  @Test
  void l02_dueAt_followsAnEndThatMoves() {
    record("a", record -> record.ends(NOW, "X"));
    update(Records.next(found(key("a")), record -> record.ends(AFTER, "X")));
    assertLists(all().dueAt(NOW));
    assertLists(all().dueAt(AFTER), "a");

    update(Records.next(found(key("a")), record -> record.state("X")));
    assertLists(all().dueAt(AFTER));
  }

  @Test
  void l02_endedBefore_isStrict() {
    details("a", details -> details.endedAt(BEFORE));
    details("b", details -> details.endedAt(NOW));
    details("c", details -> {});

    assertLists(all().endedBefore(NOW), "a");
    assertLists(all().endedBefore(NOW).accountId(ACCOUNT), "a");
    assertLists(all().endedBefore(AFTER), "a", "b");
  }

  /** Core asks for nothing earlier or later. */
  @Test
  void l02_firstAndLastInstant_areInstantsAsAnyOther() {
    Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
    insert(
        key("a", record -> record.ends(NOW, "X"), details -> details.expiresAt(NOW).endedAt(NOW)));
    use(new KeyUse("a", NOW));

    assertLists(all().expiresBefore(last).endedBefore(last).notUsedSince(last).dueAt(last), "a");
    assertLists(all().expiresBefore(Instant.EPOCH));
    assertLists(all().endedBefore(Instant.EPOCH));
    assertLists(all().notUsedSince(Instant.EPOCH));
    assertLists(all().dueAt(Instant.EPOCH));
  }

  @Test
  void l02_allCriteriaTogether_findTheOneKeyThatMeetsThemAll() {
    String id = "wanted";
    insert(
        key(
            id,
            record -> record.ends(NOW, "EXPIRED"),
            details -> details.expiresAt(NOW).endedAt(NOW)));
    use(new KeyUse(id, BEFORE));
    List<Function<KeyCriteria.Builder, KeyCriteria.Builder>> misses =
        List.of(
            criteria -> criteria.accountId("globex"),
            criteria -> criteria.partnerId("southwind"),
            criteria -> criteria.apiTypes(Set.of("reporting")),
            criteria -> criteria.environment("test"),
            criteria -> criteria.createdBy("bob"),
            criteria -> criteria.text("southwind"),
            criteria -> criteria.tail("xxxxx"),
            criteria -> criteria.states(new StatesAt(Set.of(ACTIVE), NOW)),
            criteria -> criteria.neverUsed(true),
            criteria -> criteria.notUsedSince(BEFORE),
            criteria -> criteria.expiresBefore(NOW),
            criteria -> criteria.dueAt(BEFORE),
            criteria -> criteria.endedBefore(NOW),
            criteria -> criteria.after(new Position(NOW, id)));

    assertLists(everything(), id);
    misses.forEach(miss -> assertLists(miss.apply(everything())));
  }

  private static KeyCriteria.Builder everything() {
    return all()
        .accountId(ACCOUNT)
        .partnerId(Records.PARTNER)
        .apiTypes(Set.of(Records.API_TYPE))
        .environment("live")
        .createdBy("alice")
        .text("sourced")
        .tail("7Hq2x")
        .states(new StatesAt(Set.of("EXPIRED"), NOW))
        .neverUsed(false)
        .notUsedSince(NOW)
        .expiresBefore(AFTER)
        .dueAt(NOW)
        .endedBefore(AFTER)
        .after(new Position(AFTER, "a"));
  }

  private void record(String keyId, Consumer<KeyRecord.Builder> record) {
    insert(key(keyId, record));
  }

  private void details(String keyId, Consumer<KeyDetails.Builder> details) {
    insert(key(keyId, record -> {}, details));
  }

  private void search(String keyId, String searchText) {
    details(keyId, details -> details.searchText(searchText));
  }

  private void useAt(String keyId, Instant at) {
    record(keyId, record -> {});
    use(new KeyUse(keyId, at));
  }

  private void assertLists(KeyCriteria.Builder criteria, String... keyIds) {
    assertThat(idsOf(list(criteria))).containsExactly(keyIds);
  }

  private static KeyCriteria.Builder all() {
    return KeyCriteria.builder(100);
  }
}
