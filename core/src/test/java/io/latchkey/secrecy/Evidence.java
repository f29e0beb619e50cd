package io.latchkey.secrecy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that came out, and where. Thread-safe: background threads log too. */
final class Evidence {

  /** What a text is. */
  enum Kind {
    /** Said by the library: a log line, an exception, a toString, an event, a metric, a trail. */
    SAID,
    /** Kept or handed back because the caller gave it: a row of the store, a property, its JSON. */
    KEPT
  }

  private final Set<Entry> entries = new LinkedHashSet<>();

  /** A text and where it came out. */
  record Entry(Kind kind, String where, String text) {}

  synchronized void add(Kind kind, String where, String text) {
    entries.add(new Entry(kind, where, text));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Where a canary is found; in what was said alone, or everywhere. */
  List<String> leaks(Canary canary, boolean keptToo) {
    List<String> leaks = new ArrayList<>();
    for (Entry entry : entries()) {
      if (keptToo || entry.kind == Kind.SAID) {
        canary.findIn(entry.text).ifPresent(what -> leaks.add(what + " in " + entry.where));
      }
    }
    return leaks.stream().distinct().toList();
  }
}
