package io.latchkey.contract;

import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule F5: what happens to a reader of a feed whose oldest changes were trimmed. */
abstract class LowWaterRules extends Rules {

  private static final int CHANGES = 10;

  private final List<Long> numbers = new ArrayList<>();

  LowWaterRules(KeyStoreContract contract) {
    super(contract);
  }

  @BeforeEach
  final void makeChanges() {
    for (int i = 0; i < CHANGES; i++) {
      numbers.add(insert(key("k" + i)));
    }
  }

  @Test
  void f05_readerBelowLowWater_isToldAndGetsNoChanges() {
    trimThrough(numbers.get(3));

    for (long after : List.of(0L, numbers.get(2))) {
      FeedPage page = page(after);
      assertThat(page.lowWater()).isGreaterThan(after);
      assertThat(page.changes()).isEmpty();
      assertThat(page.position().number()).isEqualTo(newest());
    }
  }

  @Test
  void f05_readerAtOrAboveLowWater_getsAllThatFollows() {
    trimThrough(numbers.get(3));

    for (int i = 3; i < CHANGES; i++) {
      FeedPage page = page(numbers.get(i));
      assertThat(page.lowWater()).isLessThanOrEqualTo(numbers.get(i));
      assertThat(page.changes())
          .extracting(FeedChange::number)
          .isEqualTo(numbers.subList(i + 1, CHANGES));
    }
  }

  @Test
  void f05_lowWater_isAnsweredCompletely() {
    trimThrough(numbers.get(5));
    long lowWater = page(newest()).lowWater();

    assertThat(lowWater).isBetween(numbers.get(5), numbers.get(6) - 1);
    assertThat(page(lowWater).changes()).hasSize(CHANGES - 6);
  }

  @Test
  void f05_trim_takesNoRecordAway() {
    trimThrough(newest());

    assertThat(Follower.load(store()).keys).hasSize(CHANGES);
    assertThat(Follower.load(store()).position()).isEqualTo(newest());
    assertStored(key("k0"), key("k9"));
  }

  @Test
  void f05_trim_ofEveryChange_leavesThePositionAndFollowersAlone() {
    trimThrough(newest());

    FeedPage page = page(newest());
    assertThat(page.position().number()).isEqualTo(newest());
    assertThat(page.lowWater()).isEqualTo(newest());
    assertThat(page.changes()).isEmpty();
  }

  @Test
  void f05_trim_beyondTheNewest_losesNoLaterChange() {
    long newest = newest();
    trimThrough(newest + 1_000);
    assertThat(page(newest).lowWater()).isLessThanOrEqualTo(newest);

    long later = insert(key("later"));

    assertThat(later).isGreaterThan(newest);
    assertThat(page(newest).changes())
        .containsExactly(new FeedChange.KeyChanged(later, key("later").record()));
  }

  @Test
  void f05_trim_goesInBoundedStepsAndCounts() {
    Trim step = new Trim(numbers.get(6), NOW, 3);

    assertThat(trimAll(step)).isEqualTo(7);
    assertThat(changesAfter(numbers.get(6))).hasSize(3);
  }

  @Test
  void f05_trim_ofNothing_keepsEveryChange() {
    assertThat(store().trim(new Trim(0, Instant.EPOCH, 100))).isZero();

    assertThat(changesAfter(0)).hasSize(CHANGES);
    assertThat(page(0).lowWater()).isZero();
  }

  @Test
  void f05_lowWater_neverFalls() {
    trimThrough(numbers.get(6));
    long lowWater = page(newest()).lowWater();

    trimThrough(numbers.get(2));
    insert(key("later"));

    assertThat(page(newest()).lowWater()).isEqualTo(lowWater);
    assertThat(page(numbers.get(2)).changes()).isEmpty();
  }

  @Test
  void f05_keyOfATrimmedChange_canStillChange() {
    StoredKey second = next(key("k0"));
    trimThrough(newest());
    long before = newest();

    long number = update(second);

    assertThat(changesAfter(before))
        .containsExactly(new FeedChange.KeyChanged(number, second.record()));
  }

  private long newest() {
    return position().number();
  }

  private void trimThrough(long number) {
    trimAll(new Trim(number, Instant.EPOCH, 1_000));
  }
}
