package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.KeyStore;
import io.latchkey.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The housekeeper: what is due is done, what is not waits, and one failure stops nobody. */
class BackgroundTest {

  private static final Duration TICK = Duration.ofMillis(5);

  private final AtomicInteger often = new AtomicInteger();
  private final AtomicInteger prompt = new AtomicInteger();
  private final AtomicInteger seldom = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final Background background = background();

  private Background background() {
    KeyStore store = HonestStore.create();
    VerdictClock clock = new VerdictClock(ManualTime.at("2030-01-01T00:00:00Z"));
    VerificationIndex index =
        new VerificationIndex(
            new VerifierSettings(Set.of("acme"), Set.of("live"), Map.of(), Duration.ofSeconds(5)));
    FeedFollower follower =
        new FeedFollower(
            store,
            index,
            new OpenReveals(clock, index),
            clock,
            SilentMetrics.INSTANCE,
            new AtomicLong(),
            OpenGate.INSTANCE);
    return new Background(
        store,
        follower,
        new Background.Chores(
            List.of(new Background.Chore("prompt", Duration.ofMillis(1), prompt::incrementAndGet)),
            List.of(
                new Background.Chore("failing", Duration.ofMillis(1), this::fail),
                new Background.Chore("often", Duration.ofMillis(1), often::incrementAndGet),
                new Background.Chore("seldom", Duration.ofHours(1), seldom::incrementAndGet))),
        Duration.ofMillis(10),
        TICK);
  }

  /** An error ended the housekeeper, and with it every chore. */
  private void fail() {
    if (failing.incrementAndGet() % 2 == 0) {
      throw new NoClassDefFoundError("a chore that lacks something");
    }
    throw new IllegalStateException("a chore that fails");
  }

  @AfterEach
  void stop() {
    background.stop(Duration.ofSeconds(5));
  }

  @Test
  void chores_areDoneWhenTheyAreDueAndGoOnAfterAFailure() {
    try (Logged logged = Logged.by(Background.class, Level.WARN)) {
      background.start(null);

      await().until(() -> often.get() >= 3 && failing.get() >= 3 && prompt.get() >= 3);

      assertThat(seldom).as("due in an hour").hasValue(0);
      assertThat(logged.events().get(0).getFormattedMessage())
          .isEqualTo("failing failed and will be tried again");
    }
  }

  @Test
  void chores_onceStopped_leaveTheHostsThreads() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    background.start(threads);
    await().until(() -> often.get() >= 1);

    background.stop(Duration.ofSeconds(5));

    threads.shutdown();
    assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
  }
}
