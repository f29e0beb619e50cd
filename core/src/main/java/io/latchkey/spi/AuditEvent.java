package io.latchkey.spi;

/**
 * An audit event at its place in a chain.
 *
 * @param chain the chain's name
 * @param sequence the place in the chain, counted from 1 without gaps
 * @param draft what happened
 * @param previousHash the hash of the event before
 * @param hash the hash over all of the above, see {@link AuditChain}
 * @since 1.0
 */
public record AuditEvent(
    String chain, long sequence, EventDraft draft, String previousHash, String hash) {

  /**
   * Checks the components; whether the hashes are right is for {@link AuditChain#hash} to say.
   *
   * @param chain see {@link #chain()}
   * @param sequence see {@link #sequence()}
   * @param draft see {@link #draft()}
   * @param previousHash see {@link #previousHash()}
   * @param hash see {@link #hash()}
   */
  public AuditEvent {
    Checks.id("chain", chain);
    Checks.version(sequence);
    AuditChain.checkHash(previousHash);
    AuditChain.checkHash(hash);
  }
}
