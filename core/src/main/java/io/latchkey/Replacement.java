package io.latchkey;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to replace a key by a successor. Immutable: each method gives a new request.
 *
 * <p>When does the original end? {@link #overlapping}: so long after the successor was
 * acknowledged. {@link #untilRevoked}: when somebody revokes it. {@link #now}: at once, in the same
 * transaction, before the successor is live; for a leak. Never later than its own expiry.
 *
 * <p>The successor's term is the one stated; if none is, it is as long as the original's was,
 * counted afresh.
 *
 * @since 1.0
 */
public final class Replacement {

  private final KeyId original;
  private final Mode mode;
  private final @Nullable Duration overlap;
  private final Term term;
  private final @Nullable String description;
  private final @Nullable String idempotencyKey;

  private Replacement(
      KeyId original,
      Mode mode,
      @Nullable Duration overlap,
      Term term,
      @Nullable String description,
      @Nullable String idempotencyKey) {
    this.original = Objects.requireNonNull(original, "original");
    this.mode = mode;
    this.overlap = overlap;
    this.term = term;
    this.description = description;
    this.idempotencyKey = idempotencyKey;
  }

  /**
   * Both keys verify for a while: the original ends so long after the successor was acknowledged.
   *
   * @param original the key to replace
   * @param overlap zero to 366 days; rounded down to the millisecond
   * @return the request
   */
  public static Replacement overlapping(KeyId original, Duration overlap) {
    return new Replacement(
        original,
        Mode.OVERLAP,
        Objects.requireNonNull(overlap, "overlap"),
        Term.hostDefault(),
        null,
        null);
  }

  /**
   * Both keys verify until somebody revokes the original, or its own expiry comes.
   *
   * @param original the key to replace
   * @return the request
   */
  public static Replacement untilRevoked(KeyId original) {
    return new Replacement(original, Mode.UNTIL_REVOKED, null, Term.hostDefault(), null, null);
  }

  /**
   * The original is revoked in the same transaction, for a leak: nothing verifies until the
   * successor is acknowledged.
   *
   * @param original the key to replace
   * @return the request
   */
  public static Replacement now(KeyId original) {
    return new Replacement(original, Mode.NOW, null, Term.hostDefault(), null, null);
  }

  /**
   * Sets when the successor expires; see {@link NewKey#expiresAt}.
   *
   * @param instant in the future and within the host's maximum term
   * @return a new request
   */
  public Replacement expiresAt(Instant instant) {
    return with(Term.until(instant));
  }

  /**
   * Sets how long after its creation the successor expires.
   *
   * @param newTerm positive and within the host's maximum term
   * @return a new request
   */
  public Replacement expiresAfter(Duration newTerm) {
    return with(Term.of(newTerm));
  }

  /**
   * Asks for a successor that never expires. Refused if the host has a maximum term.
   *
   * @return a new request
   */
  public Replacement neverExpires() {
    return with(Term.unlimited());
  }

  /**
   * Sets the successor's description; without it the original's is taken.
   *
   * @param text see {@link NewKey#of}
   * @return a new request
   */
  public Replacement description(String text) {
    return new Replacement(
        original,
        mode,
        overlap,
        term,
        Objects.requireNonNull(text, "text").strip(),
        idempotencyKey);
  }

  /**
   * Makes the request safe to repeat; see {@link NewKey#idempotencyKey}.
   *
   * @param key 1 to 64 printable ASCII characters
   * @return a new request
   */
  public Replacement idempotencyKey(String key) {
    return new Replacement(
        original, mode, overlap, term, description, Objects.requireNonNull(key, "key"));
  }

  private Replacement with(Term newTerm) {
    return new Replacement(original, mode, overlap, newTerm, description, idempotencyKey);
  }

  /**
   * The key to replace.
   *
   * @return its id
   */
  public KeyId original() {
    return original;
  }

  /**
   * How long both keys verify.
   *
   * @return the overlap, or empty for {@link #untilRevoked} and {@link #now}
   */
  public Optional<Duration> overlap() {
    return Optional.ofNullable(overlap);
  }

  /**
   * Tells whether the original is revoked at once.
   *
   * @return true for {@link #now}
   */
  public boolean revokesAtOnce() {
    return mode == Mode.NOW;
  }

  /**
   * The successor's description.
   *
   * @return the trimmed description, or empty for the original's
   */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /**
   * What makes the request safe to repeat.
   *
   * @return the idempotency key, or empty
   */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  Term term() {
    return term;
  }

  @Override
  public String toString() {
    return "Replacement[" + original + ", " + mode + (overlap == null ? "" : " " + overlap) + "]";
  }

  private enum Mode {
    OVERLAP,
    UNTIL_REVOKED,
    NOW
  }
}
