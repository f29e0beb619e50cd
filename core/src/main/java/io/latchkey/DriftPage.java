package io.latchkey;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys whose permissions differ from their partners' profiles. Immutable.
 *
 * @since 1.0
 */
public final class DriftPage {

  private final List<PermissionChange> changes;
  private final @Nullable String next;

  DriftPage(List<PermissionChange> changes, @Nullable String next) {
    this.changes = List.copyOf(changes);
    this.next = next;
  }

  /**
   * What {@link PermissionAssigner#reassign} would change, key by key.
   *
   * @return an immutable list, possibly empty although there is a next page
   */
  public List<PermissionChange> changes() {
    return changes;
  }

  /**
   * The cursor of the next page.
   *
   * @return the cursor, or empty if this is the last page
   */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }
}
