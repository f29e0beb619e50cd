package io.latchkey.architecture.planted;

import io.latchkey.architecture.planted.spi.PlantedSpi;

/** Half of a cycle between packages. */
public final class Planted {

  /** Closes the cycle. */
  public final Class<?> below = PlantedSpi.class;
}
