package io.latchkey;

import java.util.List;

/**
 * What {@link Seals#reseal} has done so far. Immutable.
 *
 * @since 1.0
 */
public final class ResealReport {

  private final long looked;
  private final long sealed;
  private final List<String> refused;

  ResealReport(long looked, long sealed, List<String> refused) {
    this.looked = looked;
    this.sealed = sealed;
    this.refused = List.copyOf(refused);
  }

  /**
   * How many rows it looked at.
   *
   * @return zero or more
   */
  public long looked() {
    return looked;
  }

  /**
   * How many rows it sealed with the current key.
   *
   * @return zero or more
   */
  public long sealed() {
    return sealed;
  }

  /**
   * What it left as it is, because it is not as the library wrote it.
   *
   * @return the kind and id of each row or chain, or the account of keys that it could not get to;
   *     each once
   */
  public List<String> refused() {
    return refused;
  }

  @Override
  public String toString() {
    return "ResealReport[" + looked + " looked at, " + sealed + " sealed, refused " + refused + "]";
  }
}
