package io.latchkey.contract;

import io.latchkey.spi.Staging;

/**
 * A transaction as a host has one, in which keys can be staged. Used by one thread at a time.
 *
 * @since 1.0
 */
public interface HostTransaction extends Staging, AutoCloseable {

  /** Commits it; nothing can be staged any more. */
  void commit();

  /** Rolls it back unless it was committed. Idempotent. */
  @Override
  void close();
}
