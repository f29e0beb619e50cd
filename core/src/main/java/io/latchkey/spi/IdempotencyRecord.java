package io.latchkey.spi;

import java.time.Instant;

/**
 * Remembers which key a retryable request made. Holds no secret.
 *
 * @param scope within what the idempotency key is unique
 * @param fingerprint a digest of the request as text, 1 to 64 characters; a retry with another one
 *     is a conflict
 * @param keyId the key that the request made
 * @param createdAt when, whole milliseconds
 * @param expiresAt from when on the record counts as absent, whole milliseconds
 * @since 1.0
 */
public record IdempotencyRecord(
    IdempotencyScope scope,
    String fingerprint,
    String keyId,
    Instant createdAt,
    Instant expiresAt) {

  /**
   * Checks the components.
   *
   * @param scope see {@link #scope()}
   * @param fingerprint see {@link #fingerprint()}
   * @param keyId see {@link #keyId()}
   * @param createdAt see {@link #createdAt()}
   * @param expiresAt see {@link #expiresAt()}
   */
  public IdempotencyRecord {
    Checks.id("fingerprint", fingerprint);
    Checks.id("keyId", keyId);
    Checks.millis("createdAt", createdAt);
    Checks.millis("expiresAt", expiresAt);
  }
}
