package io.latchkey.spi;

/**
 * One committed change. It carries the record as it stands when the page is read, which is the
 * record that the change wrote or a newer one (rule F4).
 *
 * @since 1.0
 */
public sealed interface FeedChange {

  /**
   * The place of this change in the total order.
   *
   * @return a positive number, larger than that of every change committed before
   */
  long number();

  /**
   * A key was inserted or updated.
   *
   * @param number see {@link FeedChange#number()}
   * @param key the key as it stands
   * @since 1.0
   */
  record KeyChanged(long number, KeyRecord key) implements FeedChange {}

  /**
   * A key was deleted, at this change or at a later one.
   *
   * @param number see {@link FeedChange#number()}
   * @param keyId the id of the key
   * @since 1.0
   */
  record KeyRemoved(long number, String keyId) implements FeedChange {}

  /**
   * A partner was registered or updated.
   *
   * @param number see {@link FeedChange#number()}
   * @param partner the partner as it stands
   * @since 1.0
   */
  record PartnerChanged(long number, PartnerRecord partner) implements FeedChange {}

  /**
   * An account's status was first set or changed.
   *
   * @param number see {@link FeedChange#number()}
   * @param account the account as it stands
   * @since 1.0
   */
  record AccountChanged(long number, AccountRecord account) implements FeedChange {}
}
