package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Flags that keep what they are told while they grow. */
class OpenFlagsTest {

  /** A number below zero adds an owner, another one turns the flag of one that is there. */
  @Property
  void flags_ofManyOwners_areWhatWasSetLast(
      @ForAll @Size(max = 400) List<@IntRange(min = -500, max = 500) Integer> steps) {
    OpenFlags flags = new OpenFlags();
    List<Boolean> expected = new ArrayList<>();
    for (int step : steps) {
      if (step < 0 || expected.isEmpty()) {
        assertThat(flags.add()).isEqualTo(expected.size());
        expected.add(false);
      } else {
        int place = step % expected.size();
        expected.set(place, !expected.get(place));
        flags.set(place, expected.get(place));
      }
    }
    for (int place = 0; place < expected.size(); place++) {
      assertThat(flags.isOpen(place)).isEqualTo(expected.get(place));
    }
  }

  /** What was closed before a reader began to ask is closed for him, however the flags grow. */
  @Test
  void closedFlag_isSeenByWhoeverAsksLater() throws Exception {
    OpenFlags flags = new OpenFlags();
    int owners = 200_000;
    // So many are open at any time that every growth copies some that are closed afterwards.
    int open = 100;
    AtomicInteger closed = new AtomicInteger();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> wrong =
          reader.submit(
              () -> {
                int stillOpen = 0;
                int through = 0;
                while (through < owners - open && !Thread.currentThread().isInterrupted()) {
                  through = closed.get();
                  for (int place = Math.max(0, through - open); place < through; place++) {
                    stillOpen += flags.isOpen(place) ? 1 : 0;
                  }
                }
                return stillOpen;
              });
      for (int i = 0; i < owners; i++) {
        flags.set(flags.add(), true);
        if (i >= open) {
          flags.set(i - open, false);
          closed.set(i - open + 1);
        }
      }
      assertThat(wrong.get()).isZero();
    } finally {
      reader.shutdownNow();
    }
  }
}
