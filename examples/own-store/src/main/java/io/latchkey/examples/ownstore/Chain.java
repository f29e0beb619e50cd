package io.latchkey.examples.ownstore;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.EventDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An audit chain: the events that were not cut off, and the head with its seal. */
final class Chain {

  private final List<AuditEvent> events = new ArrayList<>();
  private ChainHead head;
  private Optional<String> seal = Optional.empty();

  Chain(String name) {
    head = ChainHead.empty(name);
  }

  void append(EventDraft draft) {
    AuditEvent event = AuditChain.link(head, draft);
    events.add(event);
    head = AuditChain.headAt(event);
  }

  Optional<String> seal() {
    return seal;
  }

  void seal(String next) {
    seal = Optional.of(next);
  }

  void cutThrough(long sequence) {
    events.removeIf(event -> event.sequence() <= sequence);
  }

  AuditPage page(long after, int limit) {
    return new AuditPage(
        head, events.stream().filter(event -> event.sequence() > after).limit(limit).toList());
  }
}
