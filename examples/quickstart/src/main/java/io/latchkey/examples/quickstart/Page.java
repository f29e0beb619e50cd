package io.latchkey.examples.quickstart;

import io.latchkey.AccessDeniedException;
import io.latchkey.AuditCheck;
import io.latchkey.IssuedKey;
import io.latchkey.Permission;
import io.latchkey.RefusedException;
import io.latchkey.Verification;
import java.io.PrintStream;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Prints what an example has to say: headings, and rows of two columns. */
final class Page {

  private final PrintStream out;

  Page(PrintStream out) {
    this.out = out;
  }

  void heading(String text) {
    out.printf("%n%s%n", text);
  }

  void row(String label, Object text) {
    out.printf("  %-26s%s%n", label, text);
  }

  void row(String label, Verification outcome) {
    String text =
        outcome.fold(
            key -> "accepted, for " + key.partnerId(),
            no ->
                "rejected, caller sees "
                    + no.view().httpStatus()
                    + ", operator sees "
                    + no.reason());
    row(label, text);
  }

  void row(String label, AuditCheck check) {
    String intact = "intact, " + check.events() + " events, " + (check.proven() ? "" : "un");
    row(label, check.fault().map(fault -> "BROKEN: " + fault.what()).orElse(intact + "proven"));
  }

  /** Prints a new key and, this once, its text. */
  String created(IssuedKey issued) {
    String text = issued.reveal();
    row("created", "key " + issued.id() + ", " + issued.key().state());
    row("permissions assigned", list(issued.key().permissions()));
    row("shown once", text);
    return text;
  }

  /** Prints why an attempt is refused and what to do next; that it succeeds is a bug. */
  void refused(String attempt, Supplier<?> operation) {
    try {
      throw new IllegalStateException(attempt + " was not refused: " + operation.get());
    } catch (RefusedException e) {
      row(e.reason().name(), attempt);
      if (e instanceof AccessDeniedException denied) {
        row("", "   missing: " + denied.missing());
      }
      e.violations().forEach(violation -> row("", "   " + violation));
      e.setupAddress().ifPresent(address -> row("", "   see " + address));
      row("", "-> " + e.nextStep());
    }
  }

  private static String list(Collection<Permission> permissions) {
    return permissions.stream().map(Permission::name).collect(Collectors.joining(", "));
  }
}
