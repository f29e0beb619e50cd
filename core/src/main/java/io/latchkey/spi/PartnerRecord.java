package io.latchkey.spi;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict reads of a partner. Immutable.
 *
 * @since 1.0
 */
public final class PartnerRecord {

  private final String id;
  private final String status;
  private final long version;
  private final @Nullable String seal;

  /**
   * A record without a seal.
   *
   * @param id see {@link #id()}
   * @param status see {@link #status()}
   * @param version see {@link #version()}
   */
  public PartnerRecord(String id, String status, long version) {
    this(id, status, version, null);
  }

  private PartnerRecord(String id, String status, long version, @Nullable String seal) {
    this.id = Checks.id("id", id);
    this.status = Checks.id("status", status);
    this.version = Checks.version(version);
    this.seal = Checks.seal(seal);
  }

  /**
   * The same record with another seal.
   *
   * @param value 1 to 255 ASCII characters, or null for none
   * @return the record
   */
  public PartnerRecord withSeal(@Nullable String value) {
    return new PartnerRecord(id, status, version, value);
  }

  /**
   * The partner's stable id.
   *
   * @return 1 to 64 characters, compared byte for byte
   */
  public String id() {
    return id;
  }

  /**
   * The status.
   *
   * @return the status as text; a store never interprets it, a reader that doesn't know it refuses
   */
  public String status() {
    return status;
  }

  /**
   * The version of the stored row.
   *
   * @return 1 when inserted, one more at each update
   */
  public long version() {
    return version;
  }

  /**
   * What core wrote beside the row to know it again. Opaque to a store, which keeps it like any
   * other text (rule C7).
   *
   * @return 1 to 255 ASCII characters, or empty if the row is not sealed
   */
  public Optional<String> seal() {
    return Optional.ofNullable(seal);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartnerRecord that
        && id.equals(that.id)
        && status.equals(that.status)
        && version == that.version
        && Objects.equals(seal, that.seal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, version);
  }

  @Override
  public String toString() {
    return "PartnerRecord[" + id + " v" + version + " " + status + "]";
  }
}
