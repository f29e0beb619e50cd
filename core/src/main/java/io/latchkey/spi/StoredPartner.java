package io.latchkey.spi;

import java.util.Objects;

/**
 * A partner as persisted: what a verdict reads, and a document that only core reads.
 *
 * @param record what a verdict reads
 * @param document names, connections and profiles as JSON text written by core; opaque to the
 *     store, at most 65,536 characters
 * @since 1.0
 */
public record StoredPartner(PartnerRecord record, String document) {

  /**
   * Checks the components.
   *
   * @param record see {@link #record()}
   * @param document see {@link #document()}
   */
  public StoredPartner {
    Objects.requireNonNull(record, "record");
    if (document.length() > 65_536) {
      throw new IllegalArgumentException(
          "document has " + document.length() + " characters, more than 65536");
    }
  }

  /** Leaves out the document, which names people and their addresses. */
  @Override
  public String toString() {
    return "StoredPartner[" + record + ", document of " + document.length() + " characters]";
  }
}
