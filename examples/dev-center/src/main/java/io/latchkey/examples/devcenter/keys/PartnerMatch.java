package io.latchkey.examples.devcenter.keys;

import io.latchkey.ApiType;
import io.latchkey.Partner;
import io.latchkey.PartnerConnection;
import io.latchkey.PartnerStatus;
import io.latchkey.Permission;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A partner, as somebody sees it who looks for one.
 *
 * @param also its further names, in one line
 * @param note why it can't have a key, or what its keys may do
 * @param available a key can be made for it
 * @param oauth it is set up without a key
 */
record PartnerMatch(
    String id, String name, String also, String note, boolean available, boolean oauth) {

  static PartnerMatch of(Partner partner, ApiType type) {
    Optional<PartnerConnection> connection = partner.connection(type);
    boolean oauth =
        connection.filter(PartnerConnection.OAuthConnection.class::isInstance).isPresent();
    return new PartnerMatch(
        partner.id().value(),
        partner.displayName(),
        String.join(", ", partner.aliases()),
        note(partner, connection),
        partner.status() == PartnerStatus.ACTIVE && connection.isPresent(),
        oauth);
  }

  private static String note(Partner partner, Optional<PartnerConnection> connection) {
    if (partner.status() == PartnerStatus.SUSPENDED) {
      return "Suspended: gets no keys";
    }
    if (partner.status() == PartnerStatus.RETIRED) {
      return "Retired: gets no new keys";
    }
    return connection
        .map(
            how ->
                how.fold(key -> introduction(partner) + names(key), oauth -> "Connects by OAuth"))
        .orElse("Does not connect to this API");
  }

  private static String introduction(Partner partner) {
    return switch (partner.kind()) {
      case LISTED -> "Its key may: ";
      case UNLISTED_VENDOR -> "A vendor that is not in the list. Its key may: ";
      case CUSTOM -> "An integration of your own. Its key may: ";
    };
  }

  private static String names(PartnerConnection.ApiKeyConnection connection) {
    return connection.permissions().isEmpty()
        ? "nothing"
        : connection.permissions().stream().map(Permission::name).collect(Collectors.joining(", "));
  }
}
