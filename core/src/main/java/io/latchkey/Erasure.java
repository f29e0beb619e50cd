package io.latchkey;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure removed, and the checkpoint it left. Immutable.
 *
 * @since 1.0
 */
public final class Erasure {

  private final int keysRemoved;
  private final AuditHead checkpoint;
  private final @Nullable String signature;

  Erasure(int keysRemoved, AuditHead checkpoint, @Nullable String signature) {
    this.keysRemoved = keysRemoved;
    this.checkpoint = checkpoint;
    this.signature = signature;
  }

  /**
   * How many keys this call removed.
   *
   * @return zero or more; an earlier call that was interrupted may have removed others
   */
  public int keysRemoved() {
    return keysRemoved;
  }

  /**
   * The head of the account's trail when it was erased: proof that a copy of the trail kept
   * elsewhere is whole.
   *
   * @return the head; it also stands in the host's own trail
   */
  public AuditHead checkpoint() {
    return checkpoint;
  }

  /**
   * The host's signature of the checkpoint.
   *
   * @return Base64 of an Ed25519 signature, or empty if the builder was given no signing key
   */
  public Optional<String> signature() {
    return Optional.ofNullable(signature);
  }
}
