package io.latchkey;

/**
 * A permission that the host gave to one of its users. The host defines what grants there are; the
 * library knows one.
 *
 * @param name the name, of the form of an {@link ActorId}
 * @since 1.0
 */
public record Grant(String name) {

  /** To manage and configure webhooks: what the default {@link AccessPolicy} asks for. */
  public static final Grant MANAGE_WEBHOOKS = new Grant("webhooks.manage");

  /**
   * Checks the form.
   *
   * @param name see {@link #name()}
   * @throws IllegalArgumentException if the name is not of the form
   */
  public Grant {
    Identifiers.require("grant", name);
  }

  /** The bare name. */
  @Override
  public String toString() {
    return name;
  }
}
