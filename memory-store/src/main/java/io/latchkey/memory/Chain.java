package io.latchkey.memory;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.EventDraft;
import java.util.ArrayList;
import java.util.List;

/** An audit chain: its head and the events that were not cut off. */
final class Chain {

  private final List<AuditEvent> events = new ArrayList<>();
  private ChainHead head;

  Chain(String name) {
    head = ChainHead.empty(name);
  }

  void append(EventDraft draft) {
    AuditEvent event = AuditChain.link(head, draft);
    events.add(event);
    head = AuditChain.headAt(event);
  }

  void cutThrough(long sequence) {
    events.subList(0, indexAfter(sequence)).clear();
  }

  AuditPage page(long after, int limit) {
    int from = indexAfter(after);
    int to = (int) Math.min((long) from + limit, events.size());
    return new AuditPage(head, events.subList(from, to));
  }

  /** Where the first event behind a number stands. */
  private int indexAfter(long sequence) {
    long cut = head.sequence() - events.size();
    return (int) Math.min(Math.max(sequence - cut, 0), events.size());
  }
}
