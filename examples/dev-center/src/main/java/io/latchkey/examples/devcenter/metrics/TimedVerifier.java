package io.latchkey.examples.devcenter.metrics;

import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import io.latchkey.Permission;
import io.latchkey.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The verifier that requests use: Latchkey's, with a histogram of the time it takes. Thread-safe.
 * Buckets begin below a microsecond, since that is how long it should take.
 */
@Component
class TimedVerifier implements KeyVerifier {

  private static final Duration[] BUCKETS = {
    Duration.ofNanos(250),
    Duration.ofNanos(500),
    Duration.ofNanos(1_000),
    Duration.ofNanos(2_500),
    Duration.ofNanos(5_000),
    Duration.ofNanos(10_000),
    Duration.ofNanos(50_000),
    Duration.ofNanos(250_000),
    Duration.ofMillis(1),
    Duration.ofMillis(10)
  };

  private final KeyVerifier verifier;
  private final Timer timer;

  TimedVerifier(Latchkey latchkey, MeterRegistry registry) {
    verifier = latchkey.verifier();
    timer =
        Timer.builder("latchkey.verification")
            .description("time that a verification takes")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  @Override
  public Verification verify(@Nullable String keyText) {
    long start = System.nanoTime();
    return timed(verifier.verify(keyText), start);
  }

  @Override
  public Verification verify(@Nullable String keyText, Permission required) {
    long start = System.nanoTime();
    return timed(verifier.verify(keyText, required), start);
  }

  @Override
  public Verification verify(byte @Nullable [] keyBytes) {
    long start = System.nanoTime();
    return timed(verifier.verify(keyBytes), start);
  }

  @Override
  public Verification verifyAuthorization(@Nullable String headerValue) {
    long start = System.nanoTime();
    return timed(verifier.verifyAuthorization(headerValue), start);
  }

  @Override
  public Verification verifyAuthorization(@Nullable String headerValue, Permission required) {
    long start = System.nanoTime();
    return timed(verifier.verifyAuthorization(headerValue, required), start);
  }

  private Verification timed(Verification verification, long start) {
    timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return verification;
  }
}
