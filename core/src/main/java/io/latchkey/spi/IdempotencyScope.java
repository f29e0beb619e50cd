package io.latchkey.spi;

/**
 * Within what an idempotency key is unique.
 *
 * @param accountId the account
 * @param actorId the actor
 * @param operation the operation, as a code of core's
 * @param idempotencyKey the key that the caller chose, 1 to 64 characters
 * @since 1.0
 */
public record IdempotencyScope(
    String accountId, String actorId, String operation, String idempotencyKey) {

  /**
   * Checks the components.
   *
   * @param accountId see {@link #accountId()}
   * @param actorId see {@link #actorId()}
   * @param operation see {@link #operation()}
   * @param idempotencyKey see {@link #idempotencyKey()}
   */
  public IdempotencyScope {
    Checks.id("accountId", accountId);
    Checks.id("actorId", actorId);
    Checks.id("operation", operation);
    Checks.id("idempotencyKey", idempotencyKey);
  }

  /** Leaves out what the caller chose, which may be anything. */
  @Override
  public String toString() {
    return "IdempotencyScope[" + accountId + " " + actorId + " " + operation + "]";
  }
}
