package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * Verifies keys in-process, from an index that follows the store. Thread-safe.
 *
 * <p>Every method is total: whatever is presented, null included, gives an outcome in a time
 * bounded by a constant and never an exception. Nothing is looked up over a network, nothing
 * blocks, and nothing is allocated.
 *
 * <h2>Security guarantees</h2>
 *
 * <ul>
 *   <li>A key is accepted only if the presented text equals the issued text, byte for byte.
 *   <li>Short of a right secret, every outcome that depends on a key is {@link
 *       CallerView#BAD_CREDENTIAL}.
 *   <li>The time taken never depends on <em>which</em> characters of a secret are wrong: the text
 *       is hashed as a whole and the digests are compared in constant time. Time may tell
 *       ill-formed and unknown ids from known ones; an id has 95 random bits and can't be
 *       enumerated, and is no secret.
 *   <li>A change is honoured within the bound on staleness; when the feed has been silent for
 *       longer, every answer is {@link CallerView#NOT_AVAILABLE}.
 *   <li>Scratch copies of what was presented are overwritten before a method returns.
 * </ul>
 *
 * <p>Not claimed: anything about the caller's own copies, about caches of the processor, or about
 * other tenants of the machine.
 *
 * @since 1.0
 */
public interface KeyVerifier {

  /**
   * Verifies the text of a key.
   *
   * @param keyText what was presented as a key; null counts as missing
   * @return the outcome
   */
  Verification verify(@Nullable String keyText);

  /**
   * Verifies the text of a key and tests for a permission.
   *
   * @param keyText what was presented as a key; null counts as missing
   * @param required the permission that the request needs
   * @return the outcome; {@link RejectionReason#API_TYPE_WRONG} or {@link
   *     RejectionReason#PERMISSION_MISSING} if the key is right and does not allow it
   * @throws NullPointerException if {@code required} is null
   */
  Verification verify(@Nullable String keyText, Permission required);

  /**
   * Verifies the text of a key as bytes.
   *
   * @param keyBytes what was presented as a key, in ASCII; null counts as missing; not changed and
   *     not kept
   * @return the outcome
   */
  Verification verify(byte @Nullable [] keyBytes);

  /**
   * Verifies the value of an HTTP {@code Authorization} header: Basic with the key as user name and
   * an empty password (RFC 7617), or Bearer (RFC 6750). The scheme's case does not matter.
   *
   * @param headerValue the header's value without its name; null counts as missing
   * @return the outcome; a faulty header is told apart by {@link RejectionReason}
   */
  Verification verifyAuthorization(@Nullable String headerValue);

  /**
   * Verifies the value of an HTTP {@code Authorization} header and tests for a permission.
   *
   * @param headerValue the header's value without its name; null counts as missing
   * @param required the permission that the request needs
   * @return the outcome
   * @throws NullPointerException if {@code required} is null
   */
  Verification verifyAuthorization(@Nullable String headerValue, Permission required);
}
