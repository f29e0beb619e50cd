package io.latchkey;

/**
 * What becomes of a row without a seal. May grow.
 *
 * @since 1.0
 */
public enum SealMode {
  /**
   * It is accepted and counted: for the time until {@link Seals#reseal} has sealed every row.
   * Whoever can write to the store can take a seal away, so this mode protects nothing yet. Seals
   * of chains that don't fit their rows are reported, and nothing more.
   */
  MIGRATING,
  /** It is refused like one whose seal is broken. */
  REQUIRED
}
