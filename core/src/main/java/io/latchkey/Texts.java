package io.latchkey;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as people search and read it. */
final class Texts {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final int SHOWN = 40;

  /** Longer than a key's id, which can be said: perhaps part of a secret that somebody pasted. */
  private static final Pattern LONG_RUN = Pattern.compile("[0-9A-Za-z+/=]{17,}");

  private static final int HINT = 4;

  private Texts() {}

  /**
   * Folds case, accents and compatibility forms, so that what looks alike to a person compares
   * equal.
   */
  static String fold(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT).strip();
  }

  /**
   * Makes untrusted text fit for one line of a message: shortened, control characters replaced, and
   * no more than a hint of what may be part of a key.
   */
  static String printable(String text) {
    String safe = LONG_RUN.matcher(text).replaceAll(run -> run.group().substring(0, HINT) + "…");
    String shown = safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "…";
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }

  /** A term as people say it: in days if it is so many, otherwise as ISO 8601 writes it. */
  static String days(Duration term) {
    boolean whole = term.equals(Duration.ofDays(term.toDays()));
    return whole ? term.toDays() + " days" : term.toString();
  }
}
