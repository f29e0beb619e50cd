package io.latchkey;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of {@link Hasher}s without a lock. Thread-safe.
 *
 * <p>A pool and no {@code ThreadLocal}, because it does not grow with the number of threads, of
 * which a host with virtual ones has very many, and pins nothing to a class loader. A thread that
 * finds its slots empty works with a hasher of its own, and one that finds them full lets its
 * hasher go: both cost a little garbage, never a wait.
 */
final class Hashers {

  /** References between two slots, so that neighbours don't share a cache line. */
  private static final int STRIDE = 32;

  private static final int SLOTS_PER_PROCESSOR = 4;

  private final AtomicReferenceArray<@Nullable Hasher> slots;
  private final int mask;

  Hashers() {
    int atLeast = Runtime.getRuntime().availableProcessors() * SLOTS_PER_PROCESSOR;
    int count = Integer.highestOneBit(atLeast - 1) << 1;
    slots = new AtomicReferenceArray<>(count * STRIDE);
    mask = count - 1;
  }

  /** Takes a hasher, which nobody else has until it is given back. */
  Hasher take() {
    int home = home();
    Hasher hasher = slots.getAndSet(home * STRIDE, null);
    if (hasher == null) {
      hasher = slots.getAndSet(next(home) * STRIDE, null);
    }
    return hasher == null ? new Hasher() : hasher;
  }

  /** Wipes a hasher and gives it back. */
  void give(Hasher hasher) {
    hasher.wipe();
    int home = home();
    if (slots.getPlain(home * STRIDE) == null) {
      // Two that give at once may both see the slot empty; one of the hashers is then garbage.
      slots.setRelease(home * STRIDE, hasher);
    } else if (slots.getPlain(next(home) * STRIDE) == null) {
      slots.setRelease(next(home) * STRIDE, hasher);
    }
  }

  private int home() {
    // Not Thread.getId(), which a subclass may override.
    return System.identityHashCode(Thread.currentThread()) & mask;
  }

  private int next(int slot) {
    return (slot + 1) & mask;
  }
}
