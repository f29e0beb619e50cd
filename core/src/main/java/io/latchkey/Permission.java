package io.latchkey;

/**
 * One thing that a key may be allowed to do, defined by its {@link ApiType}. Immutable; one object
 * for each permission, so that testing for it is one test of a bit.
 *
 * @since 1.0
 */
public final class Permission {

  private final ApiType apiType;
  private final String name;
  private final long bit;

  Permission(ApiType apiType, String name, int index) {
    this.apiType = apiType;
    this.name = name;
    this.bit = 1L << index;
  }

  /**
   * The type whose universe it belongs to.
   *
   * @return the API type
   */
  public ApiType apiType() {
    return apiType;
  }

  /**
   * The name, unique within the type.
   *
   * @return for example {@code candidates.create}
   */
  public String name() {
    return name;
  }

  /** Its bit in the mask of a key of its type. */
  long bit() {
    return bit;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
