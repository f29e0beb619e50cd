package io.latchkey.internal;

/** A source of random bytes for secrets. Internal: not API, may change at any time. */
@FunctionalInterface
public interface RandomBytes {

  /**
   * Overwrites every byte with a random one. Called by several threads at once.
   *
   * @param bytes the array to fill
   */
  void fill(byte[] bytes);
}
