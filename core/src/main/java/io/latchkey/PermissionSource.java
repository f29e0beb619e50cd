package io.latchkey;

/**
 * Where a key's permissions came from when they were assigned. May grow.
 *
 * @since 1.0
 */
public enum PermissionSource {
  /** The profile of the key's partner for the API type. */
  PARTNER_PROFILE("profile"),
  /** The API type's default for an unlisted vendor or a custom integration. */
  UNPROFILED_DEFAULT("default"),
  /**
   * The key that this one replaced, because its partner has no profile for the API type any more.
   */
  PREDECESSOR("predecessor");

  private final String code;

  PermissionSource(String code) {
    this.code = code;
  }

  /** The source as it is kept with a key: what it is, and which one at which version. */
  String of(String id, long version) {
    return code + ":" + id + "@" + version;
  }

  /** Reads a kept source. What a newer version wrote reads as a profile, which claims least. */
  static PermissionSource ofKept(String kept) {
    for (PermissionSource source : values()) {
      if (kept.startsWith(source.code + ":")) {
        return source;
      }
    }
    return PARTNER_PROFILE;
  }
}
