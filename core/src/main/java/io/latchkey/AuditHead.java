package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.ChainHead;

/**
 * The newest event of an audit trail by number and hash. Keep one outside the store, and a later
 * check finds any change to the history before it.
 *
 * @param chain the trail: an account's id, or {@code $host}
 * @param sequence the number of the newest event, 0 for an empty trail
 * @param hash its hash, 64 lower-case hexadecimal digits
 * @since 1.0
 */
public record AuditHead(String chain, long sequence, String hash) {

  /**
   * Checks the form.
   *
   * @param chain see {@link #chain()}
   * @param sequence see {@link #sequence()}
   * @param hash see {@link #hash()}
   * @throws IllegalArgumentException if a component is out of range
   */
  public AuditHead {
    ChainHead checked = new ChainHead(chain, sequence, hash);
    if (checked.sequence() == 0 && !hash.equals(AuditChain.GENESIS)) {
      throw new IllegalArgumentException("an empty trail has the hash " + AuditChain.GENESIS);
    }
  }

  static AuditHead of(ChainHead head) {
    return new AuditHead(head.chain(), head.sequence(), head.hash());
  }
}
