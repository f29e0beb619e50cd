package io.latchkey;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of {@link Hasher}s without a lock. Thread-safe.
 *
 * <p>A pool and no {@code ThreadLocal}, because it does not grow with the number of threads, of
 * which a host with virtual ones has very many, and pins nothing to a class loader. A thread that
 * finds its two slots taken works with a hasher of its own and lets it go: that costs a little
 * garbage, never a wait.
 */
final class Hashers {

  /** Flags between two slots, so that neighbours don't share a cache line. */
  private static final int STRIDE = 32;

  private static final int SLOTS_PER_PROCESSOR = 4;

  private static final int FREE = 0;
  private static final int TAKEN = 1;

  /** Whose flag is set belongs to one thread, and so does the place of its hasher. */
  private final AtomicIntegerArray flags;

  private final @Nullable Hasher[] hashers;
  private final int mask;

  Hashers() {
    int atLeast = Runtime.getRuntime().availableProcessors() * SLOTS_PER_PROCESSOR;
    int count = Integer.highestOneBit(atLeast - 1) << 1;
    flags = new AtomicIntegerArray(count * STRIDE);
    hashers = new Hasher[count];
    mask = count - 1;
  }

  /** Takes a hasher, which nobody else has until it is given back. */
  Hasher take() {
    int home = home();
    if (isOurs(home)) {
      return in(home);
    }
    int next = (home + 1) & mask;
    return isOurs(next) ? in(next) : new Hasher();
  }

  /** Wipes a hasher and gives it back. */
  void give(Hasher hasher) {
    hasher.wipe();
    int slot = hasher.slot();
    if (slot != Hasher.NO_SLOT) {
      flags.setRelease(slot * STRIDE, FREE);
    }
  }

  private boolean isOurs(int slot) {
    return flags.getAndSet(slot * STRIDE, TAKEN) == FREE;
  }

  private Hasher in(int slot) {
    Hasher hasher = hashers[slot];
    if (hasher == null) {
      hasher = new Hasher(slot);
      hashers[slot] = hasher;
    }
    return hasher;
  }

  private int home() {
    // Not Thread.getId(), which a subclass may override.
    return System.identityHashCode(Thread.currentThread()) & mask;
  }
}
