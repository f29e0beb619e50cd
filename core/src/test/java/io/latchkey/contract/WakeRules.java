package io.latchkey.contract;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeySource.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Rule F3 for those who wait: no change is slept through. Only for a store that declares {@link
 * Capability#WAKES}; of any other there is nothing to check.
 */
abstract class WakeRules extends Rules {

  /** Far longer than a wake-up takes; a store that misses one is found by this time running out. */
  private static final Duration LONG = Duration.ofSeconds(10);

  WakeRules(KeyStoreContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> f03_await_whereAChangeIsWaiting_returnsAtOnce() {
    return ifWaking(
        () -> {
          insert(key("k1"));
          insert(key("k2"));
          assertThat(store().awaitChange(0, LONG)).isTrue();
          assertThat(store().awaitChange(position().number() - 1, LONG)).isTrue();
        });
  }

  @TestFactory
  Stream<DynamicTest> f03_await_ofNothing_comesToAnEnd() {
    return ifWaking(
        () -> {
          boolean maybe = store().awaitChange(position().number(), Duration.ofMillis(1));
          assertThat(changesAfter(0)).as("woken: %s", maybe).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> f03_await_neverSleepsThroughACommit() {
    return ifWaking(
        () -> {
          for (int round = 0; round < 50; round++) {
            String keyId = "k" + round;
            long before = position().number();
            List<Boolean> answers =
                Race.run(
                    List.of(
                        () -> awaitBeyond(before),
                        () -> awaitBeyond(before),
                        () -> insert(key(keyId)) > before));
            assertThat(answers).containsOnly(true);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> f03_await_manyWaitersAndCommits_allCatchUp() {
    int commits = 40;
    return ifWaking(
        () -> {
          List<Callable<Integer>> tasks = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            tasks.add(() -> followUntil(commits));
          }
          tasks.add(
              () -> {
                for (int i = 0; i < commits; i++) {
                  committed(commit().insertKey(key("k" + i)));
                }
                return commits;
              });
          assertThat(Race.run(tasks)).containsOnly(commits);
        });
  }

  private int followUntil(int commits) throws InterruptedException {
    Follower follower = Follower.fromStart(store());
    while (follower.numbers.size() < commits) {
      assertThat(awaitBeyond(follower.position())).as("woken in time").isTrue();
      follower.catchUp(100);
    }
    return follower.numbers.size();
  }

  /** Waits for a change; a wake-up without one is allowed, so it is no answer. */
  private boolean awaitBeyond(long number) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (position().number() <= number) {
      if (!store().awaitChange(number, LONG) || System.nanoTime() - deadline > 0) {
        return false;
      }
    }
    return true;
  }

  private Stream<DynamicTest> ifWaking(Executable body) {
    return store().capabilities().contains(Capability.WAKES)
        ? Stream.of(DynamicTest.dynamicTest("declared, so checked", body))
        : Stream.of();
  }
}
