package io.latchkey;

import io.latchkey.internal.CatalogueDocument;
import io.latchkey.internal.ConnectionEntry;
import io.latchkey.internal.ContactEntry;
import io.latchkey.internal.PartnerEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What no constraint on a single carrier can say: what must be unique, what must exist, what goes
 * together.
 */
final class CatalogueChecks {

  private final ApiTypes types;
  private final Findings findings;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> displayNames = new HashSet<>();

  private CatalogueChecks(ApiTypes types, Findings findings) {
    this.types = types;
    this.findings = findings;
  }

  static void check(CatalogueDocument document, ApiTypes types, Findings findings) {
    CatalogueChecks checks = new CatalogueChecks(types, findings);
    List<PartnerEntry> partners = document.partners() == null ? List.of() : document.partners();
    String path = JsonPaths.property(JsonPaths.ROOT, "partners");
    for (int i = 0; i < partners.size(); i++) {
      checks.partner(JsonPaths.item(path, i), partners.get(i));
    }
  }

  private void partner(String path, @Nullable PartnerEntry partner) {
    if (partner == null) {
      return;
    }
    id(JsonPaths.property(path, "id"), partner.id());
    names(path, partner);
    if (partner.connections() != null) {
      String connections = JsonPaths.property(path, "connections");
      partner
          .connections()
          .forEach(
              (type, connection) ->
                  connection(JsonPaths.property(connections, type), type, connection));
    }
    contact(JsonPaths.property(path, "contact"), partner.contact());
  }

  private void id(String path, @Nullable String id) {
    if (id == null) {
      return;
    }
    if (BuiltInPartners.contains(id)) {
      findings.add(path, "is the id of a built-in partner");
    }
    if (!ids.add(id)) {
      findings.add(path, "is the id of another partner in this document");
    }
  }

  private void names(String path, PartnerEntry partner) {
    Set<String> own = new HashSet<>();
    if (partner.displayName() != null) {
      String read = PartnerTexts.readAs(partner.displayName());
      own.add(read);
      if (!displayNames.add(read)) {
        findings.add(
            JsonPaths.property(path, "display_name"),
            "reads like that of another partner in this document");
      }
    }
    List<String> aliases = partner.aliases() == null ? List.of() : partner.aliases();
    for (int i = 0; i < aliases.size(); i++) {
      String alias = aliases.get(i);
      if (alias != null && !own.add(PartnerTexts.readAs(alias))) {
        findings.add(
            JsonPaths.item(JsonPaths.property(path, "aliases"), i),
            "reads like another name of the partner");
      }
    }
  }

  private void connection(String path, String typeName, @Nullable ConnectionEntry connection) {
    if (connection == null) {
      return;
    }
    List<@Nullable String> permissions = connection.requires();
    String requires = JsonPaths.property(path, "requires");
    boolean byKey = permissions != null || findings.has(requires);
    boolean byOAuth =
        connection.oauthSetup() != null || findings.has(JsonPaths.property(path, "oauth_setup"));
    if (byKey == byOAuth) {
      findings.add(path, "must have either requires or oauth_setup");
    }
    if (permissions != null) {
      types.byName(typeName).ifPresent(type -> permissions(requires, type, permissions));
    }
  }

  private void permissions(String path, ApiType type, List<@Nullable String> names) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name != null && type.find(name).isEmpty()) {
        findings.add(JsonPaths.item(path, i), "is not a permission of API type " + type);
      } else if (name != null && !seen.add(name)) {
        findings.add(JsonPaths.item(path, i), "stands twice");
      }
    }
  }

  private void contact(String path, @Nullable ContactEntry contact) {
    if (contact == null || contact.email() != null || contact.url() != null) {
      return;
    }
    if (!findings.has(JsonPaths.property(path, "email"))
        && !findings.has(JsonPaths.property(path, "url"))) {
      findings.add(path, "must have an email or a url");
    }
  }
}
