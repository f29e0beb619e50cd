package io.latchkey.spi;

/**
 * A transaction of the host's in which keys can be staged: they become keys after it has committed,
 * and never if it is rolled back. A store that declares {@link KeySource.Capability#STAGES} says
 * how one is made, for example around the host's own connection.
 *
 * <p>As thread-safe as the transaction is; usually not. The rules S1 to S4 are listed in {@link
 * KeyStore}.
 *
 * @since 1.0
 */
public interface Staging {

  /**
   * Writes a staged key as part of the host's transaction (rules S1 and S2).
   *
   * @param staged the key as it is to be, of an id that no other has
   * @throws StoreException if it can't be written; the host rolls its transaction back
   */
  void stage(StagedKey staged);
}
