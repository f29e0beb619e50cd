package io.latchkey.examples.devcenter;

import io.latchkey.AccessPolicy;
import io.latchkey.Latchkey;
import io.latchkey.LatchkeyMetrics;
import io.latchkey.TimeSource;
import io.latchkey.spi.KeyStore;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** How this application embeds Latchkey: one object for each process, closed before its store. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LatchkeyConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The rule for who may manage keys; the menu asks it as well, so that the two agree. */
  @Bean
  AccessPolicy accessPolicy() {
    return AccessPolicy.webhookManagers();
  }

  /** One source of time for Latchkey and the pages; tests bring their own. */
  @Bean
  @ConditionalOnMissingBean
  TimeSource timeSource() {
    return TimeSource.system();
  }

  @Bean
  Latchkey latchkey(
      KeyStore store,
      AccessPolicy accessPolicy,
      DevCenterSettings settings,
      TimeSource time,
      ObjectProvider<LatchkeyMetrics> metrics) {
    Latchkey.Builder builder =
        Latchkey.builder(store)
            .brand("acme")
            .apiType(ApiCatalogue.JOB_BOARD)
            .accessPolicy(accessPolicy)
            .timeSource(time)
            .acknowledgeWithin(settings.acknowledgeWithin());
    metrics.ifAvailable(builder::metrics);
    return ready(builder.start());
  }

  /** Waits for the index, so that no request finds this process unable to verify. */
  private static Latchkey ready(Latchkey latchkey) {
    try {
      if (latchkey.awaitReady(PATIENCE)) {
        return latchkey;
      }
      latchkey.close();
      throw new IllegalStateException("the keys could not be loaded within " + PATIENCE);
    } catch (InterruptedException e) {
      latchkey.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the keys were loaded", e);
    }
  }
}
