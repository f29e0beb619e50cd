package io.latchkey.examples.devcenter;

import io.latchkey.testing.ManualTime;
import org.springframework.context.annotation.Bean;

/**
 * A clock that stands until a test moves it, for the {@link Site} that asks for it. It bears no
 * stereotype: the application would find it when it scans its packages, and every test would run
 * with it.
 */
class StoppedClock {

  @Bean
  ManualTime timeSource() {
    return ManualTime.at("2030-01-01T00:00:00Z");
  }
}
