package io.latchkey.examples.devcenter.metrics;

import io.latchkey.Health;
import io.latchkey.Latchkey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How Latchkey is doing, asked when somebody reads the metrics. */
@Component
class HealthMetrics implements MeterBinder {

  private final Latchkey latchkey;

  HealthMetrics(Latchkey latchkey) {
    this.latchkey = latchkey;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    TimeGauge.builder("latchkey.feed.lag", this::lagNanos, TimeUnit.NANOSECONDS)
        .description("age of the change feed as this node knows it; NaN before the first load")
        .register(registry);
    Gauge.builder("latchkey.feed.number", () -> latchkey.health().feedNumber())
        .description("newest change applied")
        .register(registry);
    Gauge.builder("latchkey.index.keys", () -> latchkey.health().keys())
        .description("keys in the index")
        .register(registry);
    Gauge.builder("latchkey.uses.waiting", () -> latchkey.health().usesWaiting())
        .description("keys whose last use is not written yet")
        .register(registry);
    Gauge.builder("latchkey.ready", () -> latchkey.health().ready() ? 1 : 0)
        .description("1 if keys can be verified")
        .register(registry);
  }

  private double lagNanos() {
    Health health = latchkey.health();
    return health.feedAge().map(Duration::toNanos).map(Long::doubleValue).orElse(Double.NaN);
  }
}
