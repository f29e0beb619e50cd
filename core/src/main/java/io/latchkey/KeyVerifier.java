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
 *   <li>The time taken never depends on <em>which</em> characters of a secret are wrong, or on how
 *       many: see below.
 *   <li>A change is honoured within the bound on staleness; when the feed has been silent for
 *       longer, every answer is {@link CallerView#NOT_AVAILABLE}.
 *   <li>Scratch copies of what was presented are overwritten before a method returns.
 * </ul>
 *
 * <h2>What time tells</h2>
 *
 * <ul>
 *   <li><b>Whether a text has the form of a key.</b> Length, prefix, characters and checksum of a
 *       text whose id is unknown are looked at without hashing it; that is the quickest answer.
 *   <li><b>Whether an id is known.</b> A text with a known id and prefix is hashed, unless a faulty
 *       one came shortly before and it is faulty itself. An id has 95 random bits, so ids can't be
 *       enumerated, and is no secret.
 *   <li><b>Nothing about the secret short of all of it.</b> The body is hashed as a whole and the
 *       digests are compared in constant time; nothing else of a key, its state and its end
 *       included, is looked at before. Afterwards a fault of the presented text is named, from that
 *       text alone. A statistical test over the number and the place of wrong characters finds no
 *       difference in a million refusals, and does find the one of a comparison that stops early.
 *   <li><b>Behind a right secret</b>, whether the key was accepted; whoever has it is told anyway.
 *   <li><b>How busy the process is.</b> An answer may be quicker if another one was given within
 *       the last microseconds, or slower if faulty texts with known ids were just presented. It may
 *       be quicker if the key's record still is in the processor's cache, and so tells whoever
 *       knows a key's id whether it was presented lately.
 * </ul>
 *
 * <h2>Time</h2>
 *
 * <p>One clock is read for a verification, the monotonic one; a reading of the wall clock serves
 * for ten microseconds of it and no longer. So the end of a key and the bound on staleness are kept
 * by both clocks to that precision, also when a process was suspended and nothing ran in the
 * background; a bound that either clock says was crossed, is crossed. Verdicts never go back in
 * time.
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
