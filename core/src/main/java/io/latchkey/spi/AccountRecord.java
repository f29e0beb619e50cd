package io.latchkey.spi;

/**
 * What a verdict reads of an account. An account that nobody ever suspended or erased has no
 * record.
 *
 * @param id the host's id of the account
 * @param status the status as text; a store never interprets it, a reader that doesn't know it
 *     refuses
 * @param version 1 when inserted, one more at each update
 * @since 1.0
 */
public record AccountRecord(String id, String status, long version) {

  /**
   * Checks the components.
   *
   * @param id see {@link #id()}
   * @param status see {@link #status()}
   * @param version see {@link #version()}
   */
  public AccountRecord {
    Checks.id("id", id);
    Checks.id("status", status);
    Checks.version(version);
  }
}
