package io.latchkey;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the rows of a store are sealed. Immutable, as it was when asked.
 *
 * @since 1.0
 */
public final class SealStatus {

  private final SortedMap<Integer, Long> rowsByKey;
  private final SortedSet<Integer> requiredVersions;
  private final long unsealed;
  private final long broken;
  private final List<String> named;

  SealStatus(
      SortedMap<Integer, Long> rowsByKey,
      SortedSet<Integer> requiredVersions,
      long unsealed,
      long broken,
      List<String> named) {
    this.rowsByKey = Collections.unmodifiableSortedMap(new TreeMap<>(rowsByKey));
    this.requiredVersions = Collections.unmodifiableSortedSet(new TreeSet<>(requiredVersions));
    this.unsealed = unsealed;
    this.broken = broken;
    this.named = List.copyOf(named);
  }

  /**
   * How many rows name which seal key, whether or not their seal is whole; staged keys count.
   *
   * @return the numbers of rows by version of seal key
   */
  public SortedMap<Integer, Long> rowsByKey() {
    return rowsByKey;
  }

  /**
   * The seal keys without which rows would be refused. A key that is not among them can be taken
   * out of the ring, once every process has sealed with another for longer than {@link
   * Latchkey.Builder#acknowledgeWithin}: what a host's open transaction has staged can't be seen
   * yet, and a key that is staged longer is abandoned in any case.
   *
   * @return the versions that rows and sums of chains name, those missing from the ring included;
   *     an erased account needs none
   */
  public SortedSet<Integer> requiredVersions() {
    return requiredVersions;
  }

  /**
   * How many rows have no seal.
   *
   * @return zero or more; accepted while migrating, refused when seals are required
   */
  public long unsealed() {
    return unsealed;
  }

  /**
   * How many rows and chains are not as the library wrote them, or need a seal key that is missing.
   *
   * @return zero or more
   */
  public long broken() {
    return broken;
  }

  /**
   * Names what is broken.
   *
   * @return the kind and id of each row or chain, of the first thousand
   */
  public List<String> named() {
    return named;
  }

  @Override
  public String toString() {
    return "SealStatus[rows by seal key "
        + rowsByKey
        + ", "
        + unsealed
        + " unsealed, "
        + broken
        + " broken]";
  }
}
