package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walking a list page by page, whatever happens to it meanwhile. */
class KeyCursorTest {

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10, 11, 1_000})
  void walk_showsEveryKeyOnce(int limit) {
    List<KeyId> made = make(10);

    assertThat(walk(limit, () -> {})).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void walk_whileKeysComeAndGo_showsWhatWasThereThroughoutOnce() {
    List<KeyId> lasting = make(12);
    List<KeyId> others = make(12);
    List<KeyId> seen =
        walk(
            2,
            () -> {
              world.pending();
              world.revoke(lasting.get(0));
              KeyId goes = others.remove(0);
              world.revoke(goes);
              world.time.advance(World.BLINK);
              assertThat(world.issuer().purge(HOST, world.time.now(), 1)).isEqualTo(1);
              others.remove(goes);
            });

    assertThat(seen).doesNotHaveDuplicates().containsAll(lasting.subList(1, 12));
  }

  @Test
  void walk_whileManyThreadsWrite_showsWhatWasThereThroughoutOnce() {
    List<KeyId> lasting = make(40);
    AtomicBoolean walking = new AtomicBoolean(true);
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(
          () -> {
            while (walking.get()) {
              world.time.advance(World.BLINK);
              KeyId id = world.pending().id();
              world.issuer().changeDescription(ADMIN, lasting.get(0), "Seen by " + id);
            }
            return true;
          });
    }
    calls.add(
        () -> {
          try {
            return walk(3, () -> {});
          } finally {
            walking.set(false);
          }
        });
    List<KeyId> seen = new ArrayList<>();
    ((List<?>) Racing.all(calls).get(3).answer()).forEach(id -> seen.add((KeyId) id));

    assertThat(seen).doesNotHaveDuplicates().containsAll(lasting);
  }

  /** A page that is exactly full may be the last one: then the next is empty. */
  @Test
  void page_thatIsFull_hasANextOneThatMayBeEmpty() {
    make(4);
    KeyPage full = world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 4);
    KeyPage next = world.latchkey.keys().list(ADMIN, KeyQuery.all(), full.next().orElseThrow(), 4);

    assertThat(next.keys()).isEmpty();
    assertThat(next.next()).isEmpty();
  }

  @Test
  void cursor_fitsAnyQueryOfTheSameOrder() {
    List<KeyId> made = make(4);
    String cursor = world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 2).next().orElseThrow();
    KeyPage rest = world.latchkey.keys().list(ADMIN, KeyQuery.all().live(), cursor, 10);

    assertThat(rest.keys()).hasSize(2);
    assertThat(made).containsAll(rest.keys().stream().map(KeyInfo::id).toList());
    assertThat(world.latchkey.permissions().drift(ADMIN, cursor, 10).changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "~",
        "nonsense",
        "1~",
        "~0123456789abcdef",
        "!~0123456789abcdef",
        "1~0123456789abcde",
        "1~0123456789abcdef0",
        "1~0123456789abcde ",
        "zzzzzzzzzzzzzzz~0123456789abcdef",
        "1~0123456789abcdef~",
        "\u0661~0123456789abcdef\u0000"
      })
  void cursor_thatIsNone_isAMistakeOfTheProgram(String cursor) {
    make(1);

    assertThat(
            Refusals.thrown(
                IllegalArgumentException.class,
                () -> world.latchkey.keys().list(ADMIN, KeyQuery.all(), cursor, 10)))
        .hasMessageContaining("not a cursor of this list")
        .hasMessageNotContaining("\u0000");
    Refusals.thrown(
        IllegalArgumentException.class,
        () -> world.latchkey.permissions().drift(ADMIN, cursor, 10));
  }

  @CanIgnoreReturnValue
  private List<KeyId> make(int count) {
    List<KeyId> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i % 3 == 0) {
        world.time.advance(Duration.ofMillis(1));
      }
      made.add(world.pending().id());
    }
    return made;
  }

  private List<KeyId> walk(int limit, Runnable meanwhile) {
    List<KeyId> seen = new ArrayList<>();
    String cursor = null;
    do {
      KeyPage page = world.latchkey.keys().list(ADMIN, KeyQuery.all(), cursor, limit);
      assertThat(page.keys().size()).isLessThanOrEqualTo(limit);
      page.keys().forEach(key -> seen.add(key.id()));
      cursor = page.next().orElse(null);
      meanwhile.run();
    } while (cursor != null);
    return seen;
  }
}
