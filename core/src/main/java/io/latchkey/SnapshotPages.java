package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of an open snapshot. Each is read once, checked against the hash that was signed, and
 * kept; none is looked at before. When all are in memory the file is closed: from then on nothing
 * that happens to it matters. Thread-safe.
 */
final class SnapshotPages {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPages.class);

  private static final int HASH_LONGS = SnapshotFormat.HASH / Long.BYTES;

  private final ReentrantLock reading = new ReentrantLock();
  private final MessageDigest sha256 = SnapshotFormat.sha256();
  private final CountDownLatch checked = new CountDownLatch(1);
  private final AtomicReferenceArray<@Nullable SnapshotPage> pages;
  private final long[] firstIds;
  private final long[] hashes;

  /** Null when nothing is to be read any more. Guarded by {@link #reading}. */
  private @Nullable SnapshotFile file;

  private final AtomicInteger unchecked;
  private final AtomicInteger damaged = new AtomicInteger();
  private volatile boolean closed;

  /** Takes over a file whose directory was found to be as signed. */
  SnapshotPages(SnapshotFile file, byte[] directory) {
    this.file = file;
    int count = file.header().pages();
    pages = new AtomicReferenceArray<>(count);
    firstIds = new long[2 * count];
    hashes = new long[HASH_LONGS * count];
    ByteBuffer entries = ByteBuffer.wrap(directory);
    for (int page = 0; page < count; page++) {
      firstIds[2 * page] = entries.getLong();
      firstIds[2 * page + 1] = entries.getLong();
      for (int i = 0; i < HASH_LONGS; i++) {
        hashes[HASH_LONGS * page + i] = entries.getLong();
      }
    }
    unchecked = new AtomicInteger(count);
    finishIfChecked();
  }

  int count() {
    return pages.length();
  }

  /** The page that holds an id if any does, checked; null if none can. */
  @Nullable SnapshotPage holding(long high, long low) {
    int page = numberOf(high, low);
    return page < 0 ? null : page(page);
  }

  /** The last page whose first id is not above the one asked for, or -1. */
  private int numberOf(long high, long low) {
    int from = 0;
    int to = count() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (SnapshotPage.compare(firstIds[2 * middle], firstIds[2 * middle + 1], high, low) <= 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return to;
  }

  /** A page, checked; a damaged one if it can't be read or is not as signed. */
  @CanIgnoreReturnValue
  SnapshotPage page(int number) {
    SnapshotPage page = pages.get(number);
    return page == null ? load(number) : page;
  }

  private SnapshotPage load(int number) {
    reading.lock();
    try {
      SnapshotPage page = pages.get(number);
      SnapshotFile open = file;
      if (page != null || open == null) {
        return page == null ? SnapshotPage.unusable() : page;
      }
      page = read(open, number);
      damaged.addAndGet(page.damaged() ? 1 : 0);
      pages.set(number, page);
      unchecked.decrementAndGet();
      finishIfChecked();
      return page;
    } finally {
      reading.unlock();
    }
  }

  private SnapshotPage read(SnapshotFile open, int number) {
    try {
      byte[] bytes = open.page(number);
      if (isAsSigned(number, sha256.digest(bytes))) {
        return SnapshotPage.of(bytes);
      }
      LOG.error("page {} of the snapshot is not as signed; nothing in it will answer", number);
    } catch (IOException | SnapshotException e) {
      LOG.error("page {} of the snapshot can't be read; nothing in it will answer", number, e);
    }
    return SnapshotPage.unusable();
  }

  private boolean isAsSigned(int number, byte[] hash) {
    for (int i = 0; i < HASH_LONGS; i++) {
      if (hashes[HASH_LONGS * number + i] != Longs.at(hash, i * Long.BYTES)) {
        return false;
      }
    }
    return true;
  }

  private void finishIfChecked() {
    if (unchecked.get() == 0) {
      release();
      checked.countDown();
    }
  }

  /** Checks every page that is not checked yet. */
  void checkAll() {
    for (int number = 0; number < count() && !closed; number++) {
      page(number);
    }
  }

  boolean awaitChecked(Duration atMost) throws InterruptedException {
    return checked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  int damaged() {
    return damaged.get();
  }

  /** Reads nothing any more; pages in memory stay. */
  void close() {
    reading.lock();
    try {
      closed = true;
      release();
    } finally {
      reading.unlock();
    }
  }

  private void release() {
    SnapshotFile open = file;
    if (open != null) {
      open.close();
      file = null;
    }
  }
}
