package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.EventDraft;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An export of a trail as somebody holds it who can edit it: the lines, the head being the last.
 */
final class Export {

  private final List<String> lines;

  private Export(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  static Export of(Latchkey latchkey, Actor actor) {
    StringBuilder out = new StringBuilder();
    try {
      AuditHead head = latchkey.audit().export(actor, out);
      return head.sequence() < 0 ? of() : new Export(out.toString().lines().toList());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Export of(String... lines) {
    return new Export(List.of(lines));
  }

  /** The line of an event, or the head's for one more. */
  String line(int sequence) {
    return lines.get(sequence - 1);
  }

  int events() {
    return lines.size() - 1;
  }

  Export edit(UnaryOperator<List<String>> change) {
    return new Export(change.apply(new ArrayList<>(lines)));
  }

  Export without(int sequence) {
    return edit(
        edited -> {
          edited.remove(sequence - 1);
          return edited;
        });
  }

  Export with(int sequence, String line) {
    return edit(
        edited -> {
          edited.set(sequence - 1, line);
          return edited;
        });
  }

  Export withInserted(int sequence, String line) {
    return edit(
        edited -> {
          edited.add(sequence - 1, line);
          return edited;
        });
  }

  Export replacing(int sequence, String part, String by) {
    String edited = line(sequence).replace(part, by);
    if (edited.equals(line(sequence))) {
      throw new IllegalArgumentException(line(sequence) + " has no " + part);
    }
    return with(sequence, edited);
  }

  /** What somebody writes who may write to the store: a history of their own, hashed anew. */
  static Export forged(String chain, List<EventDraft> drafts) {
    List<String> lines = new ArrayList<>();
    ChainHead head = ChainHead.empty(chain);
    for (EventDraft draft : drafts) {
      AuditEvent event = AuditChain.link(head, draft);
      lines.add(AuditLines.line(event));
      head = AuditChain.headAt(event);
    }
    lines.add(AuditLines.line(AuditHead.of(head), null));
    return new Export(lines);
  }

  AuditCheck.Request check() {
    return AuditCheck.of(new StringReader(String.join("\n", lines) + "\n"));
  }

  /** Checks against nothing but itself. */
  AuditCheck alone() {
    return run(check());
  }

  AuditCheck against(AuditHead kept) {
    return run(check().keptHead(kept));
  }

  static AuditCheck run(AuditCheck.Request request) {
    try {
      return request.check();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
