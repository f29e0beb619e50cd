package io.latchkey;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a key is revoked. Immutable.
 *
 * @since 1.0
 */
public final class Revocation {

  private final RevocationReason reason;
  private final @Nullable String note;

  private Revocation(RevocationReason reason, @Nullable String note) {
    this.reason = Objects.requireNonNull(reason, "reason");
    this.note = note;
  }

  /**
   * A revocation without a note.
   *
   * @param reason why
   * @return the revocation
   */
  public static Revocation because(RevocationReason reason) {
    return new Revocation(reason, null);
  }

  /**
   * The same revocation with a note for people. The note is kept with the key and not in the audit
   * trail.
   *
   * @param text at most 255 characters after trimming, without control characters; checked when the
   *     key is revoked
   * @return a new revocation
   */
  public Revocation note(String text) {
    return new Revocation(reason, Objects.requireNonNull(text, "text").strip());
  }

  /**
   * Why.
   *
   * @return the reason
   */
  public RevocationReason reason() {
    return reason;
  }

  /**
   * What the actor wrote.
   *
   * @return the trimmed note, or empty
   */
  public Optional<String> note() {
    return Optional.ofNullable(note);
  }

  @Override
  public String toString() {
    return "Revocation[" + reason + "]";
  }
}
