package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.COLLEAGUE;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finding keys in a list: every criterion, alone and together with others. */
class KeyDirectoryTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").defaultPermission("jobs.view").build();

  private final World world =
      World.create(builder -> builder.apiType(JOB_BOARD).environments("live", "test"));
  private final Instant start = world.time.now();
  private final KeyId cafe = made(request("Café Zürich: 100% sourced"));
  private final KeyId jobs = made(NewKey.of(JOB_BOARD, Partner.CUSTOM.id(), "Own job board"));
  private final KeyId testing = made(request("snake_case").environment("test"));
  private final KeyId expiring = made(request("Expiring").expiresAfter(Duration.ofDays(30)));
  private final KeyId colleagues = world.issuer().create(COLLEAGUE, request("Colleague's")).id();

  @AfterEach
  void close() {
    world.close();
  }

  private static NewKey request(String description) {
    return NewKey.of(CANDIDATE_INGESTION, NORTHWIND, description);
  }

  private KeyId made(NewKey request) {
    world.time.advance(Duration.ofSeconds(1));
    return world.create(request).id();
  }

  @Test
  void list_showsTheNewestFirst() {
    world.time.advance(Duration.ofSeconds(1));
    KeyId newest = world.pending().id();

    List<KeyId> all = list(KeyQuery.all());

    assertThat(all).startsWith(newest).endsWith(jobs, cafe).hasSize(6);
    assertThat(all.subList(1, 3)).as("made in one moment").isSortedAccordingTo(byId());
  }

  private static Comparator<KeyId> byId() {
    return Comparator.comparing(KeyId::value);
  }

  @Test
  void list_byWhatAKeyIsFor() {
    assertThat(list(KeyQuery.all().apiType(JOB_BOARD))).containsExactly(jobs);
    assertThat(list(KeyQuery.all().partner(Partner.CUSTOM.id()))).containsExactly(jobs);
    assertThat(list(KeyQuery.all().partner(PartnerId.of("nobody")))).isEmpty();
    assertThat(list(KeyQuery.all().environment("test"))).containsExactly(testing);
    assertThat(list(KeyQuery.all().environment("TEST"))).isEmpty();
    assertThat(list(KeyQuery.all().createdBy(COLLEAGUE.id()))).containsExactly(colleagues);
  }

  @Test
  void list_byText_ignoresCaseAccentsAndWidth() {
    for (String text : new String[] {"CAFE", "café", " zurich ", "Ｃａｆｅ", "100%"}) {
      assertThat(list(KeyQuery.all().text(text))).as(text).containsExactly(cafe);
    }
  }

  @Test
  void list_byText_hasNoWildcards() {
    assertThat(list(KeyQuery.all().text("%"))).containsExactly(cafe);
    assertThat(list(KeyQuery.all().text("_"))).containsExactly(testing);
    assertThat(list(KeyQuery.all().text("*"))).isEmpty();
    assertThat(list(KeyQuery.all().text("\\"))).isEmpty();
    assertThat(list(KeyQuery.all().text("own.job"))).isEmpty();
    assertThat(list(KeyQuery.all().text(""))).hasSize(5);
  }

  @Test
  void list_byTail_isExact() {
    String tail = world.info(cafe).tail();

    assertThat(list(KeyQuery.all().tail(tail))).containsExactly(cafe);
    assertThat(list(KeyQuery.all().tail(tail.substring(1)))).isEmpty();
    assertThat(list(KeyQuery.all().tail(swapCase(tail)))).isEmpty();
  }

  private static String swapCase(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.equals(text) ? text.toLowerCase(Locale.ROOT) + "x" : upper;
  }

  @Test
  void list_byState_countsTimeThatHasPassedThoughNobodyRecordedIt() {
    for (KeyId id : List.of(cafe, expiring, jobs)) {
      assertThat(world.issuer().acknowledge(ADMIN, id, 1).state()).isEqualTo(KeyState.ACTIVE);
    }
    world.disable(cafe);
    world.revoke(jobs);

    assertThat(states(KeyState.PENDING)).containsExactlyInAnyOrder(testing, colleagues);
    assertThat(states(KeyState.DISABLED)).containsExactly(cafe);
    assertThat(states(KeyState.REVOKED)).containsExactly(jobs);
    assertThat(list(KeyQuery.all().live())).hasSize(4).doesNotContain(jobs);
    world.time.advance(Duration.ofDays(30));
    assertThat(states(KeyState.EXPIRED)).containsExactly(expiring);
    assertThat(states(KeyState.ABANDONED)).containsExactlyInAnyOrder(testing, colleagues);
    assertThat(list(KeyQuery.all().live())).containsExactly(cafe);
    Inside.maintain(world.latchkey);
    assertThat(states(KeyState.EXPIRED)).containsExactly(expiring);
    assertThat(list(KeyQuery.all().states(EnumSet.of(KeyState.REVOKED, KeyState.DISABLED))))
        .containsExactlyInAnyOrder(jobs, cafe);
  }

  private List<KeyId> states(KeyState state) {
    return list(KeyQuery.all().states(Set.of(state)));
  }

  @Test
  void list_byUse() {
    Held used = world.active();
    world.time.advance(Duration.ofMinutes(10));
    assertThat(world.verdict(used.text())).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.flushUses()).isEqualTo(1);
    Instant minute = world.info(used.id()).lastUsedAt().orElseThrow();

    assertThat(minute).isEqualTo(start.plus(Duration.ofMinutes(10)));
    assertThat(list(KeyQuery.all().neverUsed())).hasSize(5).doesNotContain(used.id());
    assertThat(list(KeyQuery.all().notUsedSince(minute))).hasSize(5).doesNotContain(used.id());
    assertThat(list(KeyQuery.all().notUsedSince(minute.plusMillis(1)))).contains(used.id());
  }

  @Test
  void list_byExpiry() {
    Instant expiry = world.info(expiring).expiresAt().orElseThrow();

    assertThat(list(KeyQuery.all().expiresBefore(expiry))).isEmpty();
    assertThat(list(KeyQuery.all().expiresBefore(expiry.plusMillis(1)))).containsExactly(expiring);
    assertThat(list(KeyQuery.all().expiresBefore(expiry.plusNanos(999_999)))).isEmpty();
  }

  @Test
  void list_byManyCriteria_showsWhatMeetsThemAll() {
    KeyQuery query = KeyQuery.all().live().partner(NORTHWIND).environment("live").neverUsed();

    assertThat(list(query.text("cafe").createdBy(ADMIN.id()))).containsExactly(cafe);
    assertThat(list(query.text("cafe").createdBy(COLLEAGUE.id()))).isEmpty();
    assertThat(list(query)).containsExactlyInAnyOrder(cafe, expiring, colleagues);
  }

  @Test
  void query_thatAsksForNoState_isAMistakeOfTheProgram() {
    Refusals.thrown(IllegalArgumentException.class, () -> KeyQuery.all().states(Set.of()));
  }

  @Test
  void list_withALimitOutOfRange_isAMistakeOfTheProgram() {
    for (int limit : new int[] {0, -1, 1_001, Integer.MIN_VALUE}) {
      Refusals.thrown(
          IllegalArgumentException.class,
          () -> world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, limit));
    }
    assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 1_000).keys()).hasSize(5);
  }

  @Test
  void page_canBeTakenIntoAWebAddressAndNobodyCanChangeIt() {
    KeyPage page = world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 2);

    assertThat(page.next().orElseThrow()).matches("[0-9A-Za-z~._-]+");
    Refusals.thrown(UnsupportedOperationException.class, () -> page.keys().remove(0));
  }

  private List<KeyId> list(KeyQuery query) {
    return world.latchkey.keys().list(ADMIN, query, null, 100).keys().stream()
        .map(KeyInfo::id)
        .toList();
  }
}
