package io.latchkey;

import io.latchkey.internal.PartnerEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A listed partner in the making: what builder and edit share. Names are kept by how they read, so
 * that no two of a partner's names read alike.
 */
final class PartnerDraft {

  private final PartnerId id;
  private PartnerStatus status;
  private String displayName;
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<ApiType, PartnerConnection> connections = new LinkedHashMap<>();
  private @Nullable PartnerContact contact;

  PartnerDraft(PartnerId id, String displayName) {
    this.id = id;
    this.status = PartnerStatus.ACTIVE;
    this.displayName = PartnerTexts.requireName("displayName", displayName);
  }

  PartnerDraft(Partner partner) {
    this(partner.id(), partner.displayName());
    status = partner.status();
    aliases(partner.aliases());
    connections.putAll(partner.connections());
    contact = partner.contact().orElse(null);
  }

  PartnerId id() {
    return id;
  }

  PartnerStatus status() {
    return status;
  }

  void status(PartnerStatus newStatus) {
    status = newStatus;
  }

  String displayName() {
    return displayName;
  }

  /** The old name stays findable, as an alias. */
  void rename(String newName) {
    String oldName = displayName;
    displayName = PartnerTexts.requireName("displayName", newName);
    aliases.remove(PartnerTexts.readAs(newName));
    alias(oldName);
  }

  Collection<String> aliases() {
    return aliases.values();
  }

  void alias(String alias) {
    String read = PartnerTexts.readAs(PartnerTexts.requireName("alias", alias));
    if (!read.equals(PartnerTexts.readAs(displayName))) {
      aliases.putIfAbsent(read, alias);
    }
  }

  void aliases(Collection<String> newAliases) {
    List<String> copy = List.copyOf(newAliases);
    aliases.clear();
    copy.forEach(this::alias);
  }

  void removeAlias(String alias) {
    aliases.remove(PartnerTexts.readAs(alias));
  }

  Map<ApiType, PartnerConnection> connections() {
    return connections;
  }

  void connect(ApiType type, PartnerConnection connection) {
    if (connection instanceof PartnerConnection.ApiKeyConnection apiKey) {
      requireUniverse(type, apiKey);
    }
    connections.put(Objects.requireNonNull(type, "type"), connection);
  }

  private static void requireUniverse(ApiType type, PartnerConnection.ApiKeyConnection connection) {
    for (Permission permission : connection.permissions()) {
      if (permission.apiType() != type) {
        throw new IllegalArgumentException(
            "permission "
                + permission
                + " belongs to API type "
                + permission.apiType()
                + ", not to "
                + type);
      }
    }
  }

  void disconnect(ApiType type) {
    connections.remove(type);
  }

  Optional<PartnerContact> contact() {
    return Optional.ofNullable(contact);
  }

  void contact(@Nullable PartnerContact newContact) {
    contact = newContact;
  }

  boolean hasTooManyAliases() {
    return aliases.size() > PartnerEntry.MAX_ALIASES;
  }

  Partner toPartner() {
    if (hasTooManyAliases()) {
      throw new IllegalArgumentException(
          "a partner has at most " + PartnerEntry.MAX_ALIASES + " aliases");
    }
    if (connections.size() > PartnerEntry.MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "a partner has at most " + PartnerEntry.MAX_CONNECTIONS + " connections");
    }
    return new Partner(PartnerKind.LISTED, this);
  }
}
