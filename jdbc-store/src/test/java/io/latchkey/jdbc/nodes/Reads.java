package io.latchkey.jdbc.nodes;

import io.latchkey.spi.FeedPage;
import io.latchkey.spi.KeyStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When a node's feed was read to its end: evidence, taken between node and store, of whether the
 * feed was silent. Thread-safe.
 */
final class Reads {

  /** A thread that has an answer may take so long to act on it, on a machine that is busy. */
  private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

  private final long boundNanos;
  private final Deque<Read> recent = new ArrayDeque<>();
  private volatile long newestStart = Moments.BEFORE_ALL;

  Reads(Duration bound) {
    boundNanos = bound.toNanos();
  }

  /** A store that is read through this. */
  KeyStore watch(KeyStore store) {
    return (KeyStore)
        Proxy.newProxyInstance(
            Reads.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> {
              long start = Moments.now();
              Object answer;
              try {
                answer = method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              boolean whole =
                  method.getName().equals("load")
                      || (answer instanceof FeedPage page && readsAll(page, (int) arguments[1]));
              if (whole) {
                add(start, Moments.now());
              }
              return answer;
            });
  }

  private static boolean readsAll(FeedPage page, int limit) {
    return page.changes().size() < limit;
  }

  synchronized void add(long start, long returned) {
    recent.addLast(new Read(start, returned));
    long old = returned - 2 * GRACE_NANOS;
    while (recent.size() > 2 && recent.peekFirst().returned < old) {
      Read first = recent.pollFirst();
      if (recent.peekFirst().returned >= old) {
        recent.addFirst(first);
        break;
      }
    }
    newestStart = Math.max(newestStart, start);
  }

  /** Whether an acceptance had a read behind it that was recent enough. */
  boolean allowsAcceptance(long start) {
    long newest = newestStart;
    return newest != Moments.BEFORE_ALL && start - newest <= boundNanos;
  }

  /** Whether a verdict could not but say that the feed is silent. */
  synchronized boolean excusesRefusal(long start, long end) {
    long usable = Moments.BEFORE_ALL;
    for (Read read : recent) {
      if (read.returned + GRACE_NANOS <= start) {
        usable = Math.max(usable, read.start);
      }
    }
    return usable == Moments.BEFORE_ALL || end - usable > boundNanos - GRACE_NANOS / 10;
  }

  private record Read(long start, long returned) {}
}
