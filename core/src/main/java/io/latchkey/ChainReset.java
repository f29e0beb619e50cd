package io.latchkey;

import io.latchkey.spi.StoreException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets the seal of a chain to one that was worked out from its rows, if it is still as it was then.
 */
final class ChainReset implements AnchoredUpdate {

  private final @Nullable String before;
  private final String next;
  private final SealPoint point;

  ChainReset(@Nullable String before, String next, SealPoint point) {
    this.before = before;
    this.next = next;
    this.point = point;
  }

  @Override
  public String next(@Nullable String present) {
    if (!Objects.equals(present, before)) {
      throw new StoreException(
          StoreException.Kind.CONTENTION, "the chain's rows changed meanwhile", null);
    }
    return next;
  }

  @Override
  public Optional<SealPoint> point() {
    return Optional.of(point);
  }
}
