package io.latchkey.examples.devcenter.metrics;

import io.latchkey.LatchkeyMetrics;
import io.latchkey.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Binds what Latchkey reports to Micrometer. Thread-safe. Every counter of a verification is made
 * beforehand, so that counting one is no look-up, and a reason that has not happened yet reads
 * zero. No tag names a key, partner or account: those would grow without bound.
 */
@Component
class VerificationMetrics implements LatchkeyMetrics {

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
  private final Map<String, Counter> sealsBroken = new HashMap<>();
  private final Counter usesDropped;

  VerificationMetrics(MeterRegistry registry) {
    this.registry = registry;
    accepted = verifications(registry, "accepted", "none");
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(reason, verifications(registry, code(reason.view()), code(reason)));
    }
    for (String kind : List.of("key", "partner", "account", "chain", "anchor")) {
      sealsBroken.put(kind, sealsBroken(registry, kind));
    }
    usesDropped =
        Counter.builder("latchkey.uses.dropped")
            .description("last uses that the store could not take in time")
            .register(registry);
  }

  private static Counter verifications(MeterRegistry registry, String outcome, String reason) {
    return Counter.builder("latchkey.verifications")
        .description("verifications by what the caller saw and why")
        .tags("outcome", outcome, "reason", reason)
        .register(registry);
  }

  private static Counter sealsBroken(MeterRegistry registry, String kind) {
    return Counter.builder("latchkey.seals.broken")
        .description("rows, chains and anchors that somebody else than the library has changed")
        .tag("kind", kind)
        .register(registry);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void verified(@Nullable RejectionReason reason) {
    Counter counter = reason == null ? accepted : rejected.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void managed(String operation, String outcome) {
    registry.counter("latchkey.operations", "operation", operation, "outcome", outcome).increment();
  }

  /** What broke is in the log; here it is counted, so that somebody is woken. */
  @Override
  public void sealBroken(String kind, String id) {
    Counter counter = sealsBroken.get(kind);
    (counter == null ? sealsBroken(registry, kind) : counter).increment();
  }

  @Override
  public void usesDropped(int count) {
    usesDropped.increment(count);
  }
}
