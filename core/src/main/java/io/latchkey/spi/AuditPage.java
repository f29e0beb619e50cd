package io.latchkey.spi;

import java.util.List;

/**
 * Some events of a chain and the chain's head, read together.
 *
 * @param head the head when the page was read
 * @param events the events after the requested number in rising order, without gaps
 * @since 1.0
 */
public record AuditPage(ChainHead head, List<AuditEvent> events) {

  /**
   * Copies the events.
   *
   * @param head see {@link #head()}
   * @param events see {@link #events()}
   */
  public AuditPage {
    events = List.copyOf(events);
  }
}
