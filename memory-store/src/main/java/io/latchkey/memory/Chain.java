package io.latchkey.memory;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.EventDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An audit chain: its head with its seal, and the events that were not cut off. */
final class Chain {

  private final List<AuditEvent> events = new ArrayList<>();
  private ChainHead head;
  private @Nullable String seal;

  Chain(String name) {
    head = ChainHead.empty(name);
  }

  void append(EventDraft draft) {
    AuditEvent event = AuditChain.link(head, draft);
    events.add(event);
    head = AuditChain.headAt(event);
  }

  /** The seal of the head, or null if it has none. */
  @Nullable String seal() {
    return seal;
  }

  void seal(String next) {
    seal = next;
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
