package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class HashersTest {

  @Test
  void take_afterGive_isTheSameHasherForTheSameThread() {
    Hashers hashers = new Hashers();
    Hasher first = hashers.take();
    hashers.give(first);

    assertThat(hashers.take()).isSameAs(first);
  }

  @Test
  void take_moreThanThereAreSlots_makesFreshOnes() {
    Hashers hashers = new Hashers();
    Set<Hasher> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 1_000; i++) {
      taken.add(hashers.take());
    }
    assertThat(taken).hasSize(1_000);

    taken.forEach(hashers::give);
    Hasher first = hashers.take();
    Hasher second = hashers.take();
    Hasher third = hashers.take();
    assertThat(taken).contains(first, second).doesNotContain(third);
  }

  @Test
  void give_aHasher_wipesIt() {
    Hashers hashers = new Hashers();
    Hasher hasher = hashers.take();
    assertThat(hasher.read("acme_ci_live_" + "A".repeat(55))).isTrue();
    hasher.hash();
    hashers.give(hasher);

    assertThat(hasher.text()).containsOnly(0);
    assertThat(hasher.digestCopy()).containsOnly(0);
    assertThat(hasher.length()).isZero();
  }

  @Test
  void take_byManyThreads_neverGivesOneHasherToTwo() throws Exception {
    Hashers hashers = new Hashers();
    Set<Hasher> inUse = ConcurrentHashMap.newKeySet();
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    List<Future<Boolean>> exclusive = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      exclusive.add(
          pool.submit(
              () -> {
                start.countDown();
                start.await();
                boolean alone = true;
                for (int round = 0; round < 100_000; round++) {
                  Hasher hasher = hashers.take();
                  alone &= inUse.add(hasher);
                  inUse.remove(hasher);
                  hashers.give(hasher);
                }
                return alone;
              }));
    }
    for (Future<Boolean> alone : exclusive) {
      assertThat(alone.get()).isTrue();
    }
    pool.shutdownNow();
  }
}
