package io.latchkey;

/**
 * The actor may not do this. The same whether or not what it asked for exists.
 *
 * @since 1.0
 */
public final class AccessDeniedException extends RefusedException {

  private static final long serialVersionUID = 1L;

  /** What the actor would need. */
  private final String missing;

  AccessDeniedException(ActorId actor, String operation, String missing) {
    super(
        RefusalReason.ACCESS_DENIED,
        "actor " + actor + " may not " + operation + ", missing: " + missing);
    this.missing = missing;
  }

  /**
   * What the actor would need.
   *
   * @return as the policy said it, for example {@code grant webhooks.manage}
   */
  public String missing() {
    return missing;
  }
}
