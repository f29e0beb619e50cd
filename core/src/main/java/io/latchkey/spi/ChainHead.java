package io.latchkey.spi;

/**
 * The newest event of an audit chain, by number and hash.
 *
 * @param chain the chain's name: an account's id, or {@link AuditChain#HOST}
 * @param sequence the number of the newest event, 0 for an empty chain
 * @param hash the newest event's hash, 64 lower-case hexadecimal digits; {@link AuditChain#GENESIS}
 *     for an empty chain
 * @since 1.0
 */
public record ChainHead(String chain, long sequence, String hash) {

  /**
   * Checks the components.
   *
   * @param chain see {@link #chain()}
   * @param sequence see {@link #sequence()}
   * @param hash see {@link #hash()}
   */
  public ChainHead {
    Checks.id("chain", chain);
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence is negative: " + sequence);
    }
    AuditChain.checkHash(hash);
  }

  /**
   * The head of a chain without events.
   *
   * @param chain the chain's name
   * @return number 0 and {@link AuditChain#GENESIS}
   */
  public static ChainHead empty(String chain) {
    return new ChainHead(chain, 0, AuditChain.GENESIS);
  }
}
