package io.latchkey;

/**
 * What kind of integration a {@link Partner} is. Frozen: no constant will be added.
 *
 * @since 1.0
 */
public enum PartnerKind {
  /** An integration that the host knows and registered. */
  LISTED,
  /**
   * Stands for any vendor that the host does not list; always exists, see {@link
   * Partner#UNLISTED_VENDOR}.
   */
  UNLISTED_VENDOR,
  /** Stands for whatever the customer builds; always exists, see {@link Partner#CUSTOM}. */
  CUSTOM
}
