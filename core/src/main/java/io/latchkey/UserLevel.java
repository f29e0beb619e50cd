package io.latchkey;

/**
 * How much a user of an account may do, in rising order. Frozen: the four levels of the field.
 *
 * @since 1.0
 */
public enum UserLevel {
  /** May do nothing here. */
  NONE,
  /** An ordinary user. */
  BASIC,
  /** Runs jobs. */
  JOB_ADMIN,
  /** Runs the account. */
  SITE_ADMIN;

  /**
   * Compares two levels.
   *
   * @param other the level to reach
   * @return true if this level is {@code other} or above
   */
  public boolean atLeast(UserLevel other) {
    return compareTo(other) >= 0;
  }
}
