package io.latchkey;

import io.latchkey.spi.SealUpdate;
import java.util.Optional;

/** An update of a chain's seal that tells afterwards where it left the chain. */
interface AnchoredUpdate extends SealUpdate {

  /** Where the last call left the chain; empty before the first. */
  Optional<SealPoint> point();
}
