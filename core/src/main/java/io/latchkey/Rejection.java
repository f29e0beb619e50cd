package io.latchkey;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a verification accepted nothing. Immutable.
 *
 * <p>{@link #reason()} and {@link #keyId()} are for the operator, in a log; answer the caller with
 * {@link #view()} alone.
 *
 * @since 1.0
 */
@Immutable
public final class Rejection implements Verification {

  private final RejectionReason reason;
  private final @Nullable KeyId keyId;

  Rejection(RejectionReason reason, @Nullable KeyId keyId) {
    this.reason = Objects.requireNonNull(reason, "reason");
    this.keyId = keyId;
  }

  /**
   * The precise reason, for the operator.
   *
   * @return the reason
   */
  public RejectionReason reason() {
    return reason;
  }

  /**
   * What the caller may be told.
   *
   * @return the coarse, stable view of the reason
   */
  public CallerView view() {
    return reason.view();
  }

  /**
   * The key concerned.
   *
   * @return the id, or empty if what was presented named no key of this store
   */
  public Optional<KeyId> keyId() {
    return Optional.ofNullable(keyId);
  }

  @Override
  public boolean accepted() {
    return false;
  }

  @Override
  public VerifiedKey key() {
    throw new IllegalStateException("rejected as " + reason + "; ask accepted() first");
  }

  @Override
  public Rejection rejection() {
    return this;
  }

  @Override
  public String toString() {
    return "Rejection[" + reason + (keyId == null ? "" : ", " + keyId) + "]";
  }
}
