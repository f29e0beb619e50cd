package io.latchkey;

/**
 * Whether an account's keys work. May grow.
 *
 * @since 1.0
 */
public enum AccountStatus {
  /** Keys work. */
  ACTIVE,
  /** All keys stop; keys can be looked at, disabled and revoked, not created. */
  SUSPENDED,
  /** Keys and audit trail are gone for ever. */
  ERASED
}
