package io.latchkey.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key that a transaction of the host's has staged and that is not a key yet. Immutable.
 *
 * <p>A store keeps all of it as it was given. What it rests on (its partner, its account, the key
 * that it replaces) is looked at when it is adopted, so a row of it refers to no other row.
 *
 * @since 1.0
 */
public final class StagedKey {

  private final StoredKey key;
  private final String operation;

  /**
   * Puts a staged key together.
   *
   * @param key the key as it is to be, of version 1 and never used
   * @param operation what its adoption does, 1 to 64 characters; a store never interprets it
   */
  public StagedKey(StoredKey key, String operation) {
    this.key = Objects.requireNonNull(key, "key");
    this.operation = Checks.id("operation", operation);
    if (key.record().version() != 1 || key.lastUsedAt().isPresent()) {
      throw new IllegalArgumentException("a staged key is of version 1 and was never used");
    }
  }

  /**
   * The key as it is to be.
   *
   * @return a key of version 1
   */
  public StoredKey key() {
    return key;
  }

  /**
   * What its adoption does.
   *
   * @return text that core assigns; a version of it that does not know the text leaves the key to
   *     those that do
   */
  public String operation() {
    return operation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StagedKey that
        && key.equals(that.key)
        && operation.equals(that.operation);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "StagedKey[" + operation + ", " + key + "]";
  }
}
