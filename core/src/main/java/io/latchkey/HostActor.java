package io.latchkey;

/**
 * The host application itself, acting on its own behalf: for the partner catalogue, accounts, leak
 * reports and erasure. Immutable.
 *
 * <p>Never make one from a user's request without checking that the user may speak for the host:
 * nothing a customer's administrator does needs it.
 *
 * @param id which part or operator of the host acts; stands in the audit trail
 * @since 1.0
 */
public record HostActor(ActorId id) {

  /**
   * A host actor.
   *
   * @param id which part or operator of the host acts
   * @return the actor
   * @throws IllegalArgumentException if {@code id} is not of the form of an {@link ActorId}
   */
  public static HostActor of(String id) {
    return new HostActor(ActorId.of(id));
  }
}
