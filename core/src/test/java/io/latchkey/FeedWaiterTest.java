package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.sabotage.HonestStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for changes beside the polls. */
class FeedWaiterTest {

  private static final Duration BRIEF = Duration.ofMillis(5);

  private final InterceptedStore store = InterceptedStore.waking(HonestStore.create());
  private final FeedWaiter waiter = new FeedWaiter(store.store(), () -> 0, BRIEF);
  private final Thread thread = new Thread(waiter::run);

  @AfterEach
  void stop() throws InterruptedException {
    waiter.stop();
    thread.join();
  }

  /** One that is closed returns at once; it was asked again at once, by a thread that spun. */
  @Test
  void storeThatReturnsAtOnce_isAskedOnceForEachPoll() throws InterruptedException {
    store.meddler(call -> false);
    thread.start();
    for (int polls = 1; polls <= 20; polls++) {
      waiter.pause(true);
      int so = polls;
      await().until(() -> store.calls().size() == so);
      await().until(waiter::works);
    }
    waiter.pause(false);

    assertThat(store.calls()).as("after a poll that failed").hasSize(20);
  }

  @Test
  void storeThatWaitsTooLong_doesNotWorkUntilItReturns() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    thread.start();
    waiter.pause(true);
    await().until(waiter::works);
    store.meddler(
        call -> {
          hanging.await();
          return false;
        });
    while (waiter.works()) {
      waiter.pause(true);
    }

    hanging.countDown();
    await()
        .until(
            () -> {
              waiter.pause(true);
              return waiter.works();
            });
  }

  @Test
  void hostThatInterruptsTheWaiting_isLeftWithPolling() throws InterruptedException {
    thread.start();
    waiter.pause(true);
    await().until(waiter::works);

    thread.interrupt();

    thread.join();
    assertThat(waiter.works()).isFalse();
    waiter.pause(true);
  }

  @Test
  void stopBeforeTheStart_endsItAtOnce() throws InterruptedException {
    waiter.stop();
    thread.start();

    thread.join();

    assertThat(store.calls()).isEmpty();
  }

  @Test
  void storeThatCanNotWake_isNotAsked() {
    assertThat(
            new FeedWaiter(InterceptedStore.remote(HonestStore.create()).store(), () -> 0, BRIEF)
                .canWait())
        .isFalse();
  }
}
