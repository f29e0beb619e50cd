package io.latchkey.examples.devcenter.keys;

import io.latchkey.ApiType;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerConnection;
import io.latchkey.PartnerId;
import io.latchkey.PartnerQuery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which partner a form means: the one that was chosen from the list as long as its name still
 * stands in the field, otherwise the only one that is called what was typed.
 *
 * @param partner the partner, or null if it is not clear which
 * @param matches what there is to choose from if something was typed and it is not clear
 */
record PartnerChoice(@Nullable Partner partner, List<PartnerMatch> matches) {

  static PartnerChoice of(Latchkey latchkey, NewKeyForm form, ApiType type) {
    String name = form.partnerName().strip();
    Optional<Partner> chosen =
        byId(latchkey, form.partner()).filter(partner -> name.isEmpty() || isCalled(partner, name));
    if (chosen.isPresent() || name.isEmpty()) {
      return new PartnerChoice(chosen.orElse(null), List.of());
    }
    List<Partner> found =
        latchkey.partners().search(PartnerQuery.text(name).limit(PartnerLookup.SHOWN));
    List<Partner> exact = found.stream().filter(partner -> isCalled(partner, name)).toList();
    if (exact.size() == 1) {
      return new PartnerChoice(exact.get(0), List.of());
    }
    return new PartnerChoice(
        null, found.stream().map(partner -> PartnerMatch.of(partner, type)).toList());
  }

  private static Optional<Partner> byId(Latchkey latchkey, String id) {
    if (id.isBlank()) {
      return Optional.empty();
    }
    try {
      return latchkey.partners().find(PartnerId.of(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isCalled(Partner partner, String name) {
    return Stream.concat(Stream.of(partner.displayName()), partner.aliases().stream())
        .anyMatch(name::equalsIgnoreCase);
  }

  /** How the partner is set up without a key, if that is so. */
  Optional<PartnerConnection.OAuthConnection> oauth(ApiType type) {
    return Optional.ofNullable(partner)
        .flatMap(chosen -> chosen.connection(type))
        .filter(PartnerConnection.OAuthConnection.class::isInstance)
        .map(PartnerConnection.OAuthConnection.class::cast);
  }
}
