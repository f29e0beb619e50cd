package io.latchkey;

import java.util.Optional;

/**
 * Makes whatever a host's anchor throws, a missing class and a checked exception of another
 * language included, an exception that everybody is prepared for.
 */
final class GuardedAnchor implements SealAnchor {

  private final SealAnchor host;

  GuardedAnchor(SealAnchor host) {
    this.host = host;
  }

  @Override
  public void store(String chain, SealPoint point) {
    try {
      host.store(chain, point);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public Optional<SealPoint> load(String chain) {
    try {
      return host.load(chain);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static RuntimeException failed(Throwable e) {
    return e instanceof RuntimeException passed
        ? passed
        : new IllegalStateException("the host's anchor threw", e);
  }
}
