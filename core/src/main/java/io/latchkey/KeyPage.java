package io.latchkey;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of keys. Immutable.
 *
 * @since 1.0
 */
public final class KeyPage {

  private final List<KeyInfo> keys;
  private final @Nullable String next;

  KeyPage(List<KeyInfo> keys, @Nullable String next) {
    this.keys = List.copyOf(keys);
    this.next = next;
  }

  /**
   * The keys, newest first.
   *
   * @return an immutable list, possibly empty
   */
  public List<KeyInfo> keys() {
    return keys;
  }

  /**
   * The cursor of the next page; fit for a web address.
   *
   * @return the cursor, or empty if this is the last page; a page that is just full has one, and
   *     the next page may then be empty
   */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }
}
