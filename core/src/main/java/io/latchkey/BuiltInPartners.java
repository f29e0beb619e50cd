package io.latchkey;

/** The two partners that always exist and are always active, whatever a store says of them. */
final class BuiltInPartners {

  /** A vendor that is not in the list. */
  static final String UNLISTED_VENDOR = "unlisted-vendor";

  /** An integration that the customer builds. */
  static final String CUSTOM = "custom";

  private BuiltInPartners() {}

  static boolean contains(String id) {
    return id.equals(UNLISTED_VENDOR) || id.equals(CUSTOM);
  }
}
