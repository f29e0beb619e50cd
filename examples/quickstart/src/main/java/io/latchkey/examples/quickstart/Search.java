package io.latchkey.examples.quickstart;

import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerKind;
import io.latchkey.PartnerStatus;
import java.util.stream.Collectors;

/** Finds the partner that somebody means. */
final class Search {

  private Search() {}

  /** What a page would offer to choose from: the best match first, the built-in ones last. */
  static String show(Latchkey latchkey, String text) {
    return latchkey.partners().search(text).stream()
        .map(Search::label)
        .collect(Collectors.joining(", "));
  }

  /** What the user chooses here: the first listed partner that takes new keys. */
  static Partner choose(Latchkey latchkey, String text) {
    return latchkey.partners().search(text).stream()
        .filter(partner -> partner.kind() == PartnerKind.LISTED)
        .filter(partner -> partner.status() == PartnerStatus.ACTIVE)
        .findFirst()
        .orElseThrow();
  }

  private static String label(Partner partner) {
    return partner.status() == PartnerStatus.ACTIVE
        ? partner.displayName()
        : partner.displayName() + " (" + partner.status() + ")";
  }
}
