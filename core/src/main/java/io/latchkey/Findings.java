package io.latchkey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Collects what is wrong with a document, whatever finds it. Not thread-safe. */
final class Findings {

  /** More would help nobody and could make a message of many megabytes. */
  static final int MAX_REPORTED = 500;

  private static final int MAX_KEPT = 100_000;

  private final List<Violation> violations = new ArrayList<>();
  private final Set<String> paths = new HashSet<>();
  private int dropped;

  void add(String path, String message) {
    if (violations.size() == MAX_KEPT) {
      dropped++;
      return;
    }
    violations.add(new Violation(path, message));
    paths.add(path);
  }

  /** Whether something was found at exactly this place. */
  boolean has(String path) {
    return paths.contains(path);
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  void throwIfAny() {
    if (!isEmpty()) {
      throw new InvalidRequestException(sorted());
    }
  }

  /**
   * In the order of paths, so that neighbours in the document stand together whatever phase found
   * them.
   */
  List<Violation> sorted() {
    List<Violation> sorted =
        violations.stream().map(Placed::of).sorted(Placed.ORDER).map(Placed::violation).toList();
    int more = sorted.size() - MAX_REPORTED + dropped;
    if (more <= 0) {
      return sorted;
    }
    List<Violation> shown = new ArrayList<>(sorted.subList(0, MAX_REPORTED));
    shown.add(new Violation(JsonPaths.ROOT, "and " + more + " more"));
    return shown;
  }

  /** A violation with its path in a form that sorts indexes by their value. */
  private record Placed(String place, Violation violation) {

    static final Comparator<Placed> ORDER =
        Comparator.comparing(Placed::place).thenComparing(placed -> placed.violation().message());

    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    static Placed of(Violation violation) {
      String place = INDEX.matcher(violation.path()).replaceAll(Placed::padded);
      return new Placed(place, violation);
    }

    private static String padded(MatchResult index) {
      return "[" + " ".repeat(Math.max(0, 9 - index.group(1).length())) + index.group(1) + "]";
    }
  }
}
