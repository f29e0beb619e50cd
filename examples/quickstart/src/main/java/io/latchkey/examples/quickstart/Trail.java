package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.AuditCheck;
import io.latchkey.AuditEntry;
import io.latchkey.AuditHead;
import io.latchkey.Latchkey;
import java.io.IOException;
import java.io.StringReader;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An exported audit trail: what anybody can check who has the text, and what forgers do to it. */
record Trail(AuditHead head, List<String> lines) {

  static Trail export(Latchkey latchkey) throws IOException {
    StringBuilder text = new StringBuilder();
    AuditHead head = latchkey.audit().export(ADMIN, text);
    return new Trail(head, text.toString().lines().toList());
  }

  static void show(Latchkey latchkey, Page page) {
    for (AuditEntry event : latchkey.audit().read(ADMIN, 0, 100)) {
      String label = event.sequence() + " " + event.actor();
      page.row(label, event.type() + " " + event.subject());
    }
  }

  AuditCheck check() throws IOException {
    return request().check();
  }

  AuditCheck check(AuditHead kept) throws IOException {
    return request().keptHead(kept).check();
  }

  AuditCheck check(PublicKey hostKey) throws IOException {
    return request().signedBy(hostKey).check();
  }

  private AuditCheck.Request request() {
    return AuditCheck.of(new StringReader(String.join("\n", lines)));
  }

  Trail replaced(int event, String from, String to) {
    List<String> copy = new ArrayList<>(lines);
    copy.set(event - 1, lines.get(event - 1).replace(from, to));
    return new Trail(head, copy);
  }

  Trail without(int event) {
    List<String> copy = new ArrayList<>(lines);
    copy.remove(event - 1);
    return new Trail(head, copy);
  }

  Trail swapped(int event) {
    List<String> copy = new ArrayList<>(lines);
    Collections.swap(copy, event - 1, event);
    return new Trail(head, copy);
  }

  Trail upTo(int event) {
    return new Trail(head, lines.subList(0, event));
  }
}
