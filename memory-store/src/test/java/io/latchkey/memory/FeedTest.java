package io.latchkey.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FeedTest {

  private final Feed feed = new Feed();

  @Test
  void feed_beforeTheFirstChange_standsAtZero() {
    assertThat(feed.newest()).isZero();
    assertThat(feed.lowWater()).isZero();
    assertThat(feed.trim(100, 100)).isZero();
    assertThat(feed.lowWater()).isZero();
  }

  @Test
  void append_beyondTheFirstRing_keepsEveryChange() {
    for (int i = 1; i <= 1_000; i++) {
      feed.append(Feed.Kind.KEY, "k" + i);
    }

    for (int i = 1; i <= 1_000; i++) {
      assertThat(feed.id(i)).isEqualTo("k" + i);
    }
  }

  @Test
  void trim_respectsItsLimitAndTheNewest() {
    for (int i = 1; i <= 10; i++) {
      feed.append(Feed.Kind.PARTNER, "p" + i);
    }

    assertThat(feed.trim(7, 5)).isEqualTo(5);
    assertThat(feed.trim(7, 5)).isEqualTo(2);
    assertThat(feed.trim(3, 5)).isZero();
    assertThat(feed.trim(1_000, 1_000)).isEqualTo(3);
    assertThat(feed.lowWater()).isEqualTo(10);
    assertThat(feed.newest()).isEqualTo(10);
  }

  @Test
  void appendAndTrim_inAnyOrder_keepWhatWasNotTrimmed() {
    Random random = new Random(20_260_301);
    Deque<String> expected = new ArrayDeque<>();
    for (int step = 0; step < 2_000; step++) {
      for (int i = random.nextInt(40); i > 0; i--) {
        String id = "k" + (feed.newest() + 1);
        feed.append(random.nextBoolean() ? Feed.Kind.KEY : Feed.Kind.PARTNER, id);
        expected.addLast(id);
      }
      int removed = feed.trim(feed.lowWater() + random.nextInt(50), 30);
      for (int i = 0; i < removed; i++) {
        expected.removeFirst();
      }
      assertHolds(expected);
    }
  }

  private void assertHolds(Deque<String> expected) {
    assertThat(feed.newest() - feed.lowWater()).isEqualTo(expected.size());
    if (!expected.isEmpty()) {
      assertThat(feed.id(feed.lowWater() + 1)).isEqualTo(expected.peekFirst());
      assertThat(feed.id(feed.newest())).isEqualTo(expected.peekLast());
    }
  }
}
