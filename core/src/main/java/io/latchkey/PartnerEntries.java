package io.latchkey;

import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.PartnerConnection.OAuthConnection;
import io.latchkey.internal.ConnectionEntry;
import io.latchkey.internal.ContactEntry;
import io.latchkey.internal.PartnerEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes partners of what documents say. */
final class PartnerEntries {

  private final ApiTypes types;

  PartnerEntries(ApiTypes types) {
    this.types = types;
  }

  /**
   * Makes a partner. A connection to an API type that this host does not define is left out: nobody
   * can ask for it here.
   *
   * @throws IllegalArgumentException if what is said is no partner, a permission outside the
   *     universe included: a key with less than its partner needs would fail in the partner's hands
   */
  Partner partner(PartnerEntry entry, PartnerStatus status) {
    PartnerDraft draft =
        new PartnerDraft(PartnerId.of(there(entry.id())), there(entry.displayName()));
    draft.status(status);
    if (entry.aliases() != null) {
      draft.aliases(entry.aliases());
    }
    for (Map.Entry<String, ConnectionEntry> connection : there(entry.connections()).entrySet()) {
      types
          .byName(connection.getKey())
          .ifPresent(type -> draft.connect(type, connection(type, there(connection.getValue()))));
    }
    if (entry.contact() != null) {
      draft.contact(contact(entry.contact()));
    }
    return draft.toPartner();
  }

  private static PartnerConnection connection(ApiType type, ConnectionEntry entry) {
    List<String> requires = entry.requires();
    if ((requires == null) == (entry.oauthSetup() == null)) {
      throw new IllegalArgumentException("a connection has either requires or oauth_setup");
    }
    if (requires == null) {
      return new OAuthConnection(
          PartnerTexts.httpsAddress("oauth_setup", there(entry.oauthSetup())));
    }
    Set<Permission> permissions = new LinkedHashSet<>();
    requires.forEach(name -> permissions.add(type.permission(there(name))));
    return new ApiKeyConnection(permissions);
  }

  private static PartnerContact contact(ContactEntry entry) {
    PartnerContact.Builder contact = PartnerContact.builder(there(entry.name()));
    if (entry.email() != null) {
      contact.email(entry.email());
    }
    if (entry.url() != null) {
      contact.url(PartnerTexts.httpsAddress("url", entry.url()));
    }
    return contact.build();
  }

  private static <T> T there(@Nullable T value) {
    return Objects.requireNonNullElseGet(
        value,
        () -> {
          throw new IllegalArgumentException("something is missing");
        });
  }
}
