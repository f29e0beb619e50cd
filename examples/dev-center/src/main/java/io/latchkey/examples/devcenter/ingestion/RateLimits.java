package io.latchkey.examples.devcenter.ingestion;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.latchkey.KeyId;
import io.latchkey.Partner;
import io.latchkey.TimeSource;
import io.latchkey.VerifiedKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Counts the requests of each key. Thread-safe. Only keys that were verified get this far, so there
 * are never more buckets than keys; a flood of forged ones leaves nothing behind.
 */
@Component
class RateLimits {

  private final Map<KeyId, Bucket> buckets = new ConcurrentHashMap<>();
  private final IngestionSettings settings;
  private final TimeMeter meter;

  RateLimits(IngestionSettings settings, ObjectProvider<TimeSource> time) {
    this.settings = settings;
    this.meter = new Monotonic(time.getIfAvailable(TimeSource::system));
  }

  /** Takes one request of a key's allowance. */
  Taken take(VerifiedKey key) {
    int limit = limitOf(key);
    ConsumptionProbe probe =
        buckets
            .computeIfAbsent(key.keyId(), any -> newBucket(limit))
            .tryConsumeAndReturnRemaining(1);
    // Rounded up: who waits that long gets through.
    Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1).minusNanos(1);
    return new Taken(probe.isConsumed(), limit, probe.getRemainingTokens(), wait.toSeconds());
  }

  private int limitOf(VerifiedKey key) {
    return key.partnerId().equals(Partner.UNLISTED_VENDOR.id())
        ? settings.unlistedRequests()
        : settings.requests();
  }

  private Bucket newBucket(int limit) {
    return Bucket.builder()
        .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, settings.window()))
        .withCustomTimePrecision(meter)
        .build();
  }

  /**
   * What came of a request for allowance.
   *
   * @param granted whether the request may go on
   * @param limit how many a window has
   * @param remaining how many are left
   * @param retryAfterSeconds when there is one again, if it was not granted
   */
  record Taken(boolean granted, int limit, long remaining, long retryAfterSeconds) {}

  /** The application's one source of time, as the buckets read it. */
  private record Monotonic(TimeSource time) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return time.nanoTime();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
