package io.latchkey.jdbc.nodes;

/**
 * Verdicts of one kind that a node gave on one key: how many, when the first of them had ended, and
 * when the last of them began. Judgements need no more: what has ended cannot have been caused by
 * anything later, and what began later must know of everything before.
 *
 * @param count how many verdicts
 * @param minEnd the least end of any of them
 * @param maxStart the greatest start of any of them
 */
record Span(long count, long minEnd, long maxStart) {

  static final Span NONE = new Span(0, Moments.NEVER, Moments.BEFORE_ALL);

  Span and(long start, long end) {
    return new Span(count + 1, Math.min(minEnd, end), Math.max(maxStart, start));
  }

  boolean some() {
    return count > 0;
  }

  String words() {
    return count + " " + minEnd + " " + maxStart;
  }

  static Span parse(String[] words, int from) {
    return new Span(
        Long.parseLong(words[from]),
        Long.parseLong(words[from + 1]),
        Long.parseLong(words[from + 2]));
  }
}
