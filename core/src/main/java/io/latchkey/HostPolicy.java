package io.latchkey;

/**
 * Decides whether a host actor may do an operation. The host may swap it.
 *
 * <p>Thread-safe, quick, without side effects; see {@link AccessPolicy}.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface HostPolicy {

  /**
   * Decides.
   *
   * @param host who asks
   * @param operation what it asks for
   * @return the decision
   */
  AccessPolicy.Decision decide(HostActor host, HostOperation operation);

  /**
   * The default: every host actor may do everything, because only the host can make one.
   *
   * @return the policy
   */
  static HostPolicy trusting() {
    return (host, operation) -> AccessPolicy.Decision.allowed();
  }
}
