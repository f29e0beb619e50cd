package io.latchkey.architecture.planted.spi;

import io.latchkey.architecture.planted.Planted;
import io.latchkey.architecture.planted.internal.PlantedInternal;

/** Depends on what it must not. */
public final class PlantedSpi {

  /** The API. */
  public final Class<?> above = Planted.class;

  /** What is internal. */
  public final Class<?> beside = PlantedInternal.class;
}
