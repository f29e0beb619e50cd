package io.latchkey.architecture.planted.internal;

import io.latchkey.architecture.planted.Planted;
import io.latchkey.architecture.planted.spi.PlantedSpi;

/** Depends on what it must not. */
public final class PlantedInternal {

  /** The API. */
  public final Class<?> above = Planted.class;

  /** What stores implement. */
  public final Class<?> beside = PlantedSpi.class;
}
