package io.latchkey.spi;

import java.time.Instant;

/**
 * A use of a key.
 *
 * @param keyId the key's id
 * @param usedAt when it was used, whole milliseconds
 * @since 1.0
 */
public record KeyUse(String keyId, Instant usedAt) {

  /**
   * Checks the components.
   *
   * @param keyId see {@link #keyId()}
   * @param usedAt see {@link #usedAt()}
   */
  public KeyUse {
    Checks.id("keyId", keyId);
    Checks.millis("usedAt", usedAt);
  }
}
