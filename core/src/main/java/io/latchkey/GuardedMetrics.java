package io.latchkey;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps whatever a host's metrics throw away from requests, a missing class and a checked exception
 * of another language included: logged once, ignored from then on.
 */
final class GuardedMetrics implements LatchkeyMetrics {

  private static final Logger log = LoggerFactory.getLogger(GuardedMetrics.class);

  private final LatchkeyMetrics host;
  private final AtomicBoolean failed = new AtomicBoolean();

  private GuardedMetrics(LatchkeyMetrics host) {
    this.host = host;
  }

  static LatchkeyMetrics of(LatchkeyMetrics host) {
    return host instanceof GuardedMetrics ? host : new GuardedMetrics(host);
  }

  @Override
  public void verified(@Nullable RejectionReason reason) {
    try {
      host.verified(reason);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void managed(String operation, String outcome) {
    try {
      host.managed(operation, outcome);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void feedFollowed(long number, long ageMillis) {
    try {
      host.feedFollowed(number, ageMillis);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void sealBroken(String kind, String id) {
    try {
      host.sealBroken(kind, id);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void usesDropped(int count) {
    try {
      host.usesDropped(count);
    } catch (Throwable e) {
      report(e);
    }
  }

  private void report(Throwable e) {
    if (failed.compareAndSet(false, true)) {
      log.warn("the host's metrics threw; logged this once, ignored from now on", e);
    }
  }
}
