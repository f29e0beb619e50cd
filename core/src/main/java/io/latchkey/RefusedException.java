package io.latchkey;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The library refused a management operation; nothing was changed. {@link #reason()} says why,
 * {@link #nextStep()} what to do.
 *
 * @since 1.0
 */
public class RefusedException extends LatchkeyException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  private final RefusalReason reason;

  /** What was refused, in a sentence without its full stop. */
  private final String summary;

  /** The key concerned. */
  private final transient @Nullable KeyId keyId;

  /** Where the setup steps of an OAuth partner are. */
  private final @Nullable URI setupAddress;

  RefusedException(RefusalReason reason, String message) {
    this(reason, message, null, null);
  }

  RefusedException(RefusalReason reason, String message, @Nullable KeyId keyId) {
    this(reason, message, keyId, null);
  }

  RefusedException(
      RefusalReason reason, String message, @Nullable KeyId keyId, @Nullable URI setupAddress) {
    super(message + ". " + reason.nextStep(), null);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.summary = message;
    this.keyId = keyId;
    this.setupAddress = setupAddress;
  }

  /**
   * Why the operation was refused.
   *
   * @return the reason
   */
  public RefusalReason reason() {
    return reason;
  }

  /**
   * What was refused, for the operator; {@link #getMessage} adds {@link #nextStep}.
   *
   * @return a sentence without its full stop
   */
  public String summary() {
    return summary;
  }

  /**
   * What to do next, in a sentence for a person.
   *
   * @return the sentence
   */
  public String nextStep() {
    return reason.nextStep();
  }

  /**
   * The key concerned.
   *
   * @return the id, or empty if the refusal is not about a key
   */
  public Optional<KeyId> keyId() {
    return Optional.ofNullable(keyId);
  }

  /**
   * Where the partner's own setup steps are.
   *
   * @return present if the reason is {@link RefusalReason#PARTNER_USES_OAUTH} and the request
   *     itself was refused for it
   */
  public Optional<URI> setupAddress() {
    return Optional.ofNullable(setupAddress);
  }

  /**
   * What is wrong with the request, all of it.
   *
   * @return at least one violation if the reason is {@link RefusalReason#INVALID_REQUEST},
   *     otherwise empty
   */
  public List<Violation> violations() {
    return List.of();
  }
}
