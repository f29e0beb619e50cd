package io.latchkey;

import java.util.List;
import java.util.OptionalInt;

/** A partner with its names as they read, and how well a text fits them. Immutable. */
record PartnerNames(Partner partner, String displayName, List<String> aliases) {

  private static final int WHOLE_NAME = 0;
  private static final int NAME_START = 1;
  private static final int NAME_WORD = 2;
  private static final int WHOLE_ALIAS = 3;
  private static final int ALIAS_WORD = 4;
  private static final int INSIDE = 5;

  static PartnerNames of(Partner partner) {
    List<String> aliases = partner.aliases().stream().map(PartnerTexts::readAs).toList();
    return new PartnerNames(partner, PartnerTexts.readAs(partner.displayName()), aliases);
  }

  /**
   * How well a text fits, smaller is better; empty if it does not. Blank fits every partner
   * equally.
   */
  OptionalInt rank(String text) {
    if (text.isEmpty()) {
      return OptionalInt.of(INSIDE);
    }
    int best = rankOfName(text);
    for (String alias : aliases) {
      best = Math.min(best, rankOfAlias(alias, text));
    }
    return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private int rankOfName(String text) {
    if (displayName.equals(text)) {
      return WHOLE_NAME;
    }
    if (displayName.startsWith(text)) {
      return NAME_START;
    }
    return startsWord(displayName, text) ? NAME_WORD : rankInside(displayName, text);
  }

  private static int rankOfAlias(String alias, String text) {
    if (alias.equals(text)) {
      return WHOLE_ALIAS;
    }
    return startsWord(alias, text) ? ALIAS_WORD : rankInside(alias, text);
  }

  private static int rankInside(String name, String text) {
    return name.contains(text) ? INSIDE : Integer.MAX_VALUE;
  }

  private static boolean startsWord(String name, String text) {
    for (int at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(name.codePointBefore(at))) {
        return true;
      }
    }
    return false;
  }
}
