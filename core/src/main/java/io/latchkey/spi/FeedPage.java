package io.latchkey.spi;

import java.util.List;

/**
 * Some changes of the feed and where the feed stands.
 *
 * @param position the feed's epoch and newest number when the page was read
 * @param lowWater the smallest {@code after} that can still be answered completely; a reader below
 *     it has missed changes and must load again
 * @param changes the changes after the requested number in strictly rising order of number; empty
 *     when there are none or when the reader is below {@code lowWater}
 * @since 1.0
 */
public record FeedPage(FeedPosition position, long lowWater, List<FeedChange> changes) {

  /**
   * Copies the changes.
   *
   * @param position see {@link #position()}
   * @param lowWater see {@link #lowWater()}
   * @param changes see {@link #changes()}
   */
  public FeedPage {
    changes = List.copyOf(changes);
  }
}
