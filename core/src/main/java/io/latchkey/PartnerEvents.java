package io.latchkey;

import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.spi.EventDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the audit trail says of changes to partners: ids, codes and names of permissions, and which
 * of the other properties changed, but not what they say.
 *
 * @param at when it happens
 * @param host who does it
 */
record PartnerEvents(Instant at, HostActor host) {

  static final String REGISTERED = "partner_registered";
  static final String UPDATED = "partner_updated";
  static final String SUSPENDED = "partner_suspended";
  static final String RESUMED = "partner_resumed";
  static final String RETIRED = "partner_retired";

  private static final String CONNECTION = "connection.";

  EventDraft registered(Partner partner) {
    Map<String, String> details = new TreeMap<>();
    details.put("status", partner.status().code());
    partner
        .connections()
        .forEach((type, connection) -> details.put(CONNECTION + type, inShort(connection)));
    return event(REGISTERED, partner, details);
  }

  /** One event for what the partner says and one for its status; none for what stays. */
  List<EventDraft> changed(Partner before, Partner after) {
    List<EventDraft> events = new ArrayList<>();
    Map<String, String> details = differences(before, after);
    if (!details.isEmpty()) {
      events.add(event(UPDATED, after, details));
    }
    if (before.status() != after.status()) {
      events.add(event(typeOf(after.status()), after, Map.of("from", before.status().code())));
    }
    return events;
  }

  private static Map<String, String> differences(Partner before, Partner after) {
    Map<String, String> details = new TreeMap<>();
    Set<String> changed = new LinkedHashSet<>();
    if (!before.aliases().equals(after.aliases())) {
      changed.add("aliases");
    }
    if (!before.contact().equals(after.contact())) {
      changed.add("contact");
    }
    if (!before.displayName().equals(after.displayName())) {
      changed.add("display_name");
    }
    if (!changed.isEmpty()) {
      details.put("changed", String.join(" ", changed));
    }
    Set<ApiType> types = new LinkedHashSet<>(before.connections().keySet());
    types.addAll(after.connections().keySet());
    for (ApiType type : types) {
      PartnerConnection now = after.connections().get(type);
      if (!Objects.equals(before.connections().get(type), now)) {
        details.put(CONNECTION + type, inShort(now));
      }
    }
    return details;
  }

  /** The names of the permissions, or which other way there is. */
  private static String inShort(@Nullable PartnerConnection connection) {
    if (connection == null) {
      return "none";
    }
    return connection instanceof ApiKeyConnection apiKey
        ? apiKey.permissions().stream()
            .map(Permission::name)
            .collect(Collectors.joining(" ", "key ", ""))
            .strip()
        : "oauth";
  }

  private static String typeOf(PartnerStatus status) {
    return switch (status) {
      case ACTIVE -> RESUMED;
      case SUSPENDED -> SUSPENDED;
      case RETIRED -> RETIRED;
    };
  }

  private EventDraft event(String type, Partner partner, Map<String, String> details) {
    return Events.host(at, host, type, Events.PARTNER, partner.id().value(), details);
  }
}
