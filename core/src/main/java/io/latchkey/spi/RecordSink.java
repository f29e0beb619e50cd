package io.latchkey.spi;

/**
 * Receives the records of a {@linkplain KeySource#load load}. Not thread-safe: one load calls it
 * from one thread.
 *
 * @since 1.0
 */
public interface RecordSink {

  /**
   * Takes a partner.
   *
   * @param partner the partner as stored
   */
  void partner(PartnerRecord partner);

  /**
   * Takes an account.
   *
   * @param account the account as stored
   */
  void account(AccountRecord account);

  /**
   * Takes a key.
   *
   * @param key what a verdict reads of the key
   */
  void key(KeyRecord key);

  /**
   * Takes the seal of a chain's head.
   *
   * @param chain the chain's name
   * @param seal the seal as the last {@link SealUpdate} made it
   */
  default void chainSeal(String chain, String seal) {}
}
