package io.latchkey;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a snapshot says of itself, by its signed header. Immutable.
 *
 * @since 1.0
 */
public final class SnapshotInfo {

  private final SnapshotPosition position;
  private final SnapshotScope scope;
  private final Set<String> apiTypes;
  private final int keys;
  private final String signedBy;
  private final String fingerprint;

  SnapshotInfo(
      SnapshotPosition position, SnapshotHeader.Contents contents, String signedBy, String sha256) {
    this.position = position;
    scope = contents.scope();
    apiTypes = Set.copyOf(contents.apiTypes());
    keys = contents.keys();
    this.signedBy = signedBy;
    fingerprint = sha256;
  }

  /** Where it stands among others. */
  SnapshotPosition position() {
    return position;
  }

  /**
   * The history of the store that it was taken from; another one after a restore.
   *
   * @return the store's epoch
   */
  public String epoch() {
    return position.epoch();
  }

  /**
   * Every change up to this one is in it.
   *
   * @return the number of a change in the store's feed
   */
  public long feedNumber() {
    return position.number();
  }

  /**
   * When the reading of it began, by the clock of the host: no older change is missing.
   *
   * @return whole milliseconds
   */
  public Instant asOf() {
    return Instant.ofEpochMilli(position.asOfMillis());
  }

  /**
   * Whose keys it holds.
   *
   * @return the scope that was asked for
   */
  public SnapshotScope scope() {
    return scope;
  }

  /**
   * The API types whose keys it holds: those that whoever exported it may export.
   *
   * @return their names
   */
  public Set<String> apiTypes() {
    return apiTypes;
  }

  /**
   * The number of keys in it, ended ones included.
   *
   * @return at least 0
   */
  public int keys() {
    return keys;
  }

  /**
   * The id of the key that signed it.
   *
   * @return what {@link Latchkey.Builder#snapshotSigningKey} was given
   */
  public String signedBy() {
    return signedBy;
  }

  /**
   * Tells this snapshot from every other; the audit entry of its export has the same.
   *
   * @return SHA-256 of the signed header, in hexadecimal digits
   */
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public String toString() {
    return "SnapshotInfo["
        + List.of(position, scope, keys + " keys", "signed by " + signedBy, fingerprint)
        + "]";
  }
}
