package io.latchkey;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Why a key may do what it may. Immutable.
 *
 * @since 1.0
 */
public final class PermissionExplanation {

  private final KeyInfo key;
  private final PermissionSource source;
  private final String sourceVersion;
  private final Instant assignedAt;
  private final Set<Permission> requiredToday;

  PermissionExplanation(
      KeyInfo key,
      PermissionSource source,
      String sourceVersion,
      Instant assignedAt,
      Set<Permission> requiredToday) {
    this.key = key;
    this.source = source;
    this.sourceVersion = sourceVersion;
    this.assignedAt = assignedAt;
    this.requiredToday = Collections.unmodifiableSet(new LinkedHashSet<>(requiredToday));
  }

  /**
   * The key and the permissions it carries.
   *
   * @return the key
   */
  public KeyInfo key() {
    return key;
  }

  /**
   * Where all of the key's permissions came from; assignment is a whole, so they share one source.
   *
   * @return the source
   */
  public PermissionSource source() {
    return source;
  }

  /**
   * Which source exactly.
   *
   * @return for example {@code profile:northwind-sourcing@3}: the partner, and the version of its
   *     row at the assignment
   */
  public String sourceVersion() {
    return sourceVersion;
  }

  /**
   * When the permissions were assigned.
   *
   * @return at creation, or at the last re-assignment
   */
  public Instant assignedAt() {
    return assignedAt;
  }

  /**
   * What the source would give today.
   *
   * @return an immutable set; the key's own permissions if its partner has no profile any more
   */
  public Set<Permission> requiredToday() {
    return requiredToday;
  }

  /**
   * The difference between what the key carries and what its source would give today.
   *
   * @return the change that a re-assignment would make
   */
  public PermissionChange drift() {
    return new PermissionChange(key.id(), key.permissions(), requiredToday);
  }

  /** A line for each permission, for a person. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("key " + key.id() + ", " + sourceVersion + ", " + assignedAt);
    key.permissions()
        .forEach(
            permission ->
                text.append("\n  ")
                    .append(permission)
                    .append(requiredToday.contains(permission) ? "" : " (not required today)"));
    drift()
        .added()
        .forEach(
            permission ->
                text.append("\n  ").append(permission).append(" (required today, not assigned)"));
    return text.toString();
  }
}
