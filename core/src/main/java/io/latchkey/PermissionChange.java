package io.latchkey;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The permissions of a key before and after.
 *
 * @param keyId the key
 * @param before what it may, or its predecessor might, do
 * @param after what it may do afterwards
 * @since 1.0
 */
public record PermissionChange(KeyId keyId, Set<Permission> before, Set<Permission> after) {

  /**
   * Copies the sets, keeping their order.
   *
   * @param keyId see {@link #keyId()}
   * @param before see {@link #before()}
   * @param after see {@link #after()}
   */
  public PermissionChange {
    before = Collections.unmodifiableSet(new LinkedHashSet<>(before));
    after = Collections.unmodifiableSet(new LinkedHashSet<>(after));
  }

  /**
   * What is gained.
   *
   * @return an immutable set, possibly empty
   */
  public Set<Permission> added() {
    return minus(after, before);
  }

  /**
   * What is lost.
   *
   * @return an immutable set, possibly empty
   */
  public Set<Permission> removed() {
    return minus(before, after);
  }

  /**
   * Tells whether nothing changes.
   *
   * @return true if both sets are equal
   */
  public boolean isEmpty() {
    return before.equals(after);
  }

  private static Set<Permission> minus(Set<Permission> from, Set<Permission> what) {
    Set<Permission> rest = new LinkedHashSet<>(from);
    rest.removeAll(what);
    return Collections.unmodifiableSet(rest);
  }
}
