package io.latchkey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds partners by name in memory. Immutable. */
final class PartnerSearch {

  /** No name is longer, however it is folded. */
  private static final int MAX_TEXT = 2_000;

  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingInt(Match::rank).thenComparingInt(Match::place);

  private final List<PartnerNames> byName;

  PartnerSearch(Collection<PartnerNames> listed) {
    byName =
        listed.stream()
            .sorted(
                Comparator.comparing(PartnerNames::displayName)
                    .thenComparing(names -> names.partner().id().value()))
            .toList();
  }

  List<Partner> find(PartnerQuery query) {
    List<Partner> found = new ArrayList<>();
    matches(query).stream()
        .sorted(BEST_FIRST)
        .limit(query.limit())
        .forEach(match -> found.add(byName.get(match.place()).partner()));
    found.add(Partner.UNLISTED_VENDOR);
    found.add(Partner.CUSTOM);
    return List.copyOf(found);
  }

  private List<Match> matches(PartnerQuery query) {
    List<Match> matches = new ArrayList<>();
    if (query.text().length() > MAX_TEXT) {
      return matches;
    }
    String text = PartnerTexts.readAs(query.text());
    for (int i = 0; i < byName.size(); i++) {
      int place = i;
      PartnerNames names = byName.get(i);
      if (passes(names.partner(), query)) {
        names.rank(text).ifPresent(rank -> matches.add(new Match(rank, place)));
      }
    }
    return matches;
  }

  private static boolean passes(Partner partner, PartnerQuery query) {
    boolean statusPasses = !query.isActiveOnly() || partner.status() == PartnerStatus.ACTIVE;
    return statusPasses
        && query.apiType().map(type -> partner.connection(type).isPresent()).orElse(true);
  }

  /** A partner that was found: how good, and its place in the order of names. */
  private record Match(int rank, int place) {}
}
