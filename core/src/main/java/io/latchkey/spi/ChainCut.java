package io.latchkey.spi;

/**
 * The oldest events of an audit chain, to be deleted.
 *
 * @param chain the chain's name
 * @param through the number of the newest event to delete, at least 1
 * @since 1.0
 */
public record ChainCut(String chain, long through) {

  /**
   * Checks the components.
   *
   * @param chain see {@link #chain()}
   * @param through see {@link #through()}
   */
  public ChainCut {
    Checks.id("chain", chain);
    Checks.version(through);
  }
}
