package io.latchkey.spi;

/**
 * A point in a change feed.
 *
 * @param epoch names the feed's history; a store keeps it for its whole life, another history has
 *     another epoch; never empty
 * @param number the number of the newest change at that point, 0 before the first
 * @since 1.0
 */
public record FeedPosition(String epoch, long number) {

  /**
   * Checks the components.
   *
   * @param epoch see {@link #epoch()}
   * @param number see {@link #number()}
   */
  public FeedPosition {
    if (epoch.isEmpty()) {
      throw new IllegalArgumentException("epoch is empty");
    }
    if (number < 0) {
      throw new IllegalArgumentException("number is negative: " + number);
    }
  }
}
