package io.latchkey.internal;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>Lets the test artifact give a builder a source of randomness without the public builder having
 * a method for it: a predictable source in production would make predictable keys.
 */
public final class BuilderAccess {

  private static volatile @Nullable BiConsumer<Object, RandomBytes> setter;

  private BuilderAccess() {}

  /**
   * Registered once by the builder's class.
   *
   * @param access sets the source of randomness of a builder
   */
  public static void register(BiConsumer<Object, RandomBytes> access) {
    setter = access;
  }

  /**
   * Sets the source of randomness of a builder.
   *
   * @param builder the builder
   * @param random the source
   */
  public static void random(Object builder, RandomBytes random) {
    Objects.requireNonNull(setter, "the builder's class is not loaded").accept(builder, random);
  }
}
