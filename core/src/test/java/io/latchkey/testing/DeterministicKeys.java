package io.latchkey.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.Latchkey;
import io.latchkey.internal.BuilderAccess;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes a {@link Latchkey} issue the same keys at each run, for tests that compare output. Such
 * keys can be predicted: never use this outside tests.
 *
 * <p>It reaches into core past its public API. Tests that run in a named module need {@code
 * --add-exports io.latchkey/io.latchkey.internal=ALL-UNNAMED}.
 */
public final class DeterministicKeys {

  private DeterministicKeys() {}

  /**
   * Gives a builder a predictable source of randomness.
   *
   * @param builder the builder
   * @param seed determines every key
   * @return the builder
   */
  @CanIgnoreReturnValue
  public static Latchkey.Builder seed(Latchkey.Builder builder, long seed) {
    RandomGenerator generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    BuilderAccess.random(
        builder,
        bytes -> {
          synchronized (generator) {
            generator.nextBytes(bytes);
          }
        });
    return builder;
  }
}
