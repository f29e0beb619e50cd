package io.latchkey;

/**
 * Decides whether an account's product tier includes an API type. The host may swap it.
 *
 * <p>Asked when a key is created or replaced. Thread-safe, quick, without side effects; see {@link
 * AccessPolicy}.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface EntitlementPolicy {

  /**
   * Decides.
   *
   * @param account the account that would own the key
   * @param apiType the API type that the key would open
   * @return true if the account's tier includes it
   */
  boolean includes(AccountId account, ApiType apiType);

  /**
   * The default: every tier includes every API type.
   *
   * @return the policy
   */
  static EntitlementPolicy everyTier() {
    return (account, apiType) -> true;
  }
}
