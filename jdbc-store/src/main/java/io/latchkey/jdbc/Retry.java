package io.latchkey.jdbc;

import io.latchkey.spi.StoreException;
import java.util.function.Supplier;

/** Begins transactions anew that lost the race for making a row. */
final class Retry {

  private static final int ATTEMPTS = 100;

  private Retry() {}

  static <T> T whileRaced(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (Raced e) {
        if (attempt == ATTEMPTS) {
          throw new StoreException(
              StoreException.Kind.CONTENTION, "nothing was written: " + e.getMessage(), e);
        }
      }
    }
  }
}
