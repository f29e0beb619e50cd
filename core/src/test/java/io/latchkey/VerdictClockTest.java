package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VerdictClockTest {

  private final ManualTime time = ManualTime.at("2030-01-01T00:00:00.123Z");
  private final VerdictClock clock = new VerdictClock(time);

  @Test
  void now_whenTimePasses_follows() {
    time.advance(Duration.ofMillis(7));

    assertThat(clock.now()).isEqualTo(Instant.parse("2030-01-01T00:00:00.130Z"));
    assertThat(clock.nowMillis()).isEqualTo(time.epochMillis());
    assertThat(clock.nanoTime()).isEqualTo(time.nanoTime());
  }

  @Test
  void now_whenTheWallClockStepsBack_standsStillUntilItHasCaughtUp() {
    long before = clock.nowMillis();
    time.stepWall(Duration.ofHours(-1));
    assertThat(clock.nowMillis()).isEqualTo(before);

    time.stepWall(Duration.ofHours(1).plusMillis(1));
    assertThat(clock.nowMillis()).isEqualTo(before + 1);
  }

  @Test
  void millisAt_soonAfterAReading_doesNotReadTheWallClockAgain() {
    long nanos = time.nanoTime();
    long before = clock.millisAt(nanos);
    time.stepWall(Duration.ofMillis(7));

    assertThat(clock.millisAt(nanos + 9_999)).isEqualTo(before);
    assertThat(clock.millisAt(nanos + 10_000)).isEqualTo(before + 7);
  }

  @Test
  void millisAt_firstOfAll_readsTheWallClock() {
    assertThat(new VerdictClock(time).millisAt(time.nanoTime())).isEqualTo(time.epochMillis());
  }

  /** A machine that slept: the one clock stood still, the other went on. */
  @Test
  void millisAt_whenTheMonotonicClockStandsStill_readsTheWallClock() {
    long before = clock.millisAt(time.nanoTime());
    time.stepWall(Duration.ofHours(1));

    assertThat(clock.millisAt(time.nanoTime())).isEqualTo(before + 3_600_000);
  }

  @Test
  void millisAt_beforeAReadingOfAnotherThread_readsTheWallClock() {
    long nanos = time.nanoTime();
    long before = clock.millisAt(nanos);
    time.stepWall(Duration.ofMillis(7));

    assertThat(clock.millisAt(nanos - 1)).isEqualTo(before + 7);
  }

  @Test
  void millisAt_whenTheWallClockStepsBack_standsStill() {
    long before = clock.millisAt(time.nanoTime());
    time.stepWall(Duration.ofHours(-1));
    time.advance(Duration.ofMillis(1));

    assertThat(clock.millisAt(time.nanoTime())).isEqualTo(before);
  }

  @Test
  void now_readByManyThreadsUnderAJumpingClock_neverGoesBackForAnyOfThem() {
    AtomicLong wild = new AtomicLong();
    VerdictClock shared =
        new VerdictClock(
            new TimeSource() {
              @Override
              public long epochMillis() {
                long n = wild.incrementAndGet();
                return n % 3 == 0 ? n - 1_000 : n;
              }

              @Override
              public long nanoTime() {
                return 0;
              }
            });
    AtomicLong published = new AtomicLong();

    boolean everBack =
        IntStream.range(0, 4)
            .parallel()
            .anyMatch(
                thread -> {
                  for (int i = 0; i < 200_000; i++) {
                    long toldToAnother = published.get();
                    long now = shared.nowMillis();
                    if (now < toldToAnother) {
                      return true;
                    }
                    published.accumulateAndGet(now, Math::max);
                  }
                  return false;
                });

    assertThat(everBack).isFalse();
  }
}
