package io.latchkey;

import io.latchkey.internal.RandomBytes;
import java.security.SecureRandom;

/**
 * The platform's default {@link SecureRandom}, asked once for each key. Thread-safe.
 *
 * <p>Its lock is held for a third of a microsecond, some hundred times less than the commit that
 * follows. A DRBG for each thread would spare the lock and cost more than it gives: its default
 * strength is 128 bits, less than a secret has, and two machines resumed from one snapshot would
 * draw the same keys, while the platform's generator mixes in fresh bytes of the operating system.
 */
final class SecureRandomBytes implements RandomBytes {

  private final SecureRandom random = new SecureRandom();

  @Override
  public void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
