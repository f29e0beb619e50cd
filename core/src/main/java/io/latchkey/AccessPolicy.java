package io.latchkey;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an actor may do an operation on keys of an API type. The host may swap it.
 *
 * <p>Called on the calling thread of every management operation, possibly by several threads at
 * once and more than once per operation: an implementation is thread-safe, quick and has no side
 * effects. What it throws fails the operation.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface AccessPolicy {

  /**
   * Decides.
   *
   * @param actor who asks; its account is where it acts
   * @param operation what it asks for
   * @param apiType the API type of the keys concerned
   * @return the decision
   */
  Decision decide(Actor actor, Operation operation, ApiType apiType);

  /**
   * The default: a user level of {@link UserLevel#BASIC} or above and the grant {@link
   * Grant#MANAGE_WEBHOOKS}, for every operation and every API type.
   *
   * @return the policy
   */
  static AccessPolicy webhookManagers() {
    return (actor, operation, apiType) -> {
      if (!actor.level().atLeast(UserLevel.BASIC)) {
        return Decision.denied("user level BASIC or above");
      }
      return actor.grants().contains(Grant.MANAGE_WEBHOOKS)
          ? Decision.allowed()
          : Decision.denied("grant " + Grant.MANAGE_WEBHOOKS);
    };
  }

  /**
   * Yes, or no and what is missing. Immutable.
   *
   * @since 1.0
   */
  final class Decision {

    private static final Decision ALLOWED = new Decision(null);

    private final @Nullable String missing;

    private Decision(@Nullable String missing) {
      this.missing = missing;
    }

    /**
     * Yes.
     *
     * @return the decision
     */
    public static Decision allowed() {
      return ALLOWED;
    }

    /**
     * No.
     *
     * @param missing what the actor would need, told to the actor and kept in the audit trail; for
     *     example {@code grant webhooks.manage}
     * @return the decision
     */
    public static Decision denied(String missing) {
      return new Decision(Objects.requireNonNull(missing, "missing"));
    }

    /**
     * Tells whether the operation is allowed.
     *
     * @return true for yes
     */
    public boolean isAllowed() {
      return missing == null;
    }

    /**
     * What the actor would need.
     *
     * @return present if the operation is denied
     */
    public Optional<String> missing() {
      return Optional.ofNullable(missing);
    }

    @Override
    public String toString() {
      return missing == null ? "allowed" : "denied, missing " + missing;
    }
  }
}
