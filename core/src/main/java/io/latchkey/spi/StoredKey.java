package io.latchkey.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key as persisted. Immutable.
 *
 * <p>The last use stands beside the versioned row: {@link KeyStore#recordUses} alone writes it, and
 * an update of the row leaves it untouched.
 *
 * @since 1.0
 */
public final class StoredKey {

  private final KeyRecord record;
  private final KeyDetails details;
  private final @Nullable Instant lastUsedAt;

  /**
   * Puts a key together.
   *
   * @param record what a verdict reads
   * @param details what people read
   * @param lastUsedAt the last use recorded, whole milliseconds; null for none. Ignored by inserts
   *     and updates.
   */
  public StoredKey(KeyRecord record, KeyDetails details, @Nullable Instant lastUsedAt) {
    this.record = Objects.requireNonNull(record, "record");
    this.details = Objects.requireNonNull(details, "details");
    this.lastUsedAt = lastUsedAt == null ? null : Checks.millis("lastUsedAt", lastUsedAt);
  }

  /**
   * What a verdict reads.
   *
   * @return the record
   */
  public KeyRecord record() {
    return record;
  }

  /**
   * What people read.
   *
   * @return the details
   */
  public KeyDetails details() {
    return details;
  }

  /**
   * The last use recorded.
   *
   * @return whole milliseconds, or empty if no use was ever recorded
   */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredKey that
        && record.equals(that.record)
        && details.equals(that.details)
        && Objects.equals(lastUsedAt, that.lastUsedAt);
  }

  @Override
  public int hashCode() {
    return record.hashCode();
  }

  @Override
  public String toString() {
    return "StoredKey[" + record + ", " + details + ", lastUsedAt=" + lastUsedAt + "]";
  }
}
