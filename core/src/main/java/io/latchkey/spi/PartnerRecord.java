package io.latchkey.spi;

/**
 * What a verdict reads of a partner.
 *
 * @param id the partner's stable id
 * @param status the status as text; a store never interprets it, a reader that doesn't know it
 *     refuses
 * @param version 1 when inserted, one more at each update
 * @since 1.0
 */
public record PartnerRecord(String id, String status, long version) {

  /**
   * Checks the components.
   *
   * @param id see {@link #id()}
   * @param status see {@link #status()}
   * @param version see {@link #version()}
   */
  public PartnerRecord {
    Checks.id("id", id);
    Checks.id("status", status);
    Checks.version(version);
  }
}
