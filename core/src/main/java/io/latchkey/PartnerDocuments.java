package io.latchkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.PartnerConnection.OAuthConnection;
import io.latchkey.internal.PartnerEntry;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredPartner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns partners into rows and back. The document of a row is {@code {"format": 1, "partner": {…}}}
 * with the partner as in a catalogue, but for the status, which stands in the row itself.
 *
 * <p>What a newer version added to a document, or said of API types that this host does not define,
 * is ignored by reading and kept by rewriting: the new document is the old one with the known
 * properties replaced.
 */
final class PartnerDocuments {

  private static final int FORMAT = 1;
  private static final int MAX_LENGTH = 65_536;

  private final ApiTypes types;
  private final PartnerEntries entries;

  PartnerDocuments(ApiTypes types) {
    this.types = types;
    this.entries = new PartnerEntries(types);
  }

  /** The row of a partner that has none yet. */
  StoredPartner insert(Partner partner) {
    return row(
        partner,
        new PartnerRecord(partner.id().value(), partner.status().code(), 1),
        JsonNodeFactory.instance.objectNode());
  }

  /**
   * The row that replaces another of the same partner; it carries the seal of that one until it
   * gets its own.
   */
  StoredPartner update(StoredPartner old, Partner partner) {
    PartnerRecord record =
        new PartnerRecord(
            partner.id().value(), partner.status().code(), old.record().version() + 1);
    return row(partner, record.withSeal(old.record().seal().orElse(null)), tree(old));
  }

  private StoredPartner row(Partner partner, PartnerRecord record, ObjectNode document) {
    write(partner, document);
    String text = document.toString();
    if (text.length() > MAX_LENGTH) {
      throw new InvalidRequestException(
          List.of(
              new Violation(
                  "partner",
                  "says more than fits into one record, " + MAX_LENGTH + " characters")));
    }
    return new StoredPartner(record, text);
  }

  private void write(Partner partner, ObjectNode document) {
    document.put("format", FORMAT);
    ObjectNode node = child(document, "partner");
    node.put("id", partner.id().value());
    node.put("display_name", partner.displayName());
    ArrayNode aliases = node.putArray("aliases");
    partner.aliases().forEach(aliases::add);
    ObjectNode connections = child(node, "connections");
    for (ApiType type : types.all()) {
      connection(connections, type, partner.connections().get(type));
    }
    contact(node, partner.contact().orElse(null));
  }

  private static void connection(
      ObjectNode connections, ApiType type, @Nullable PartnerConnection connection) {
    if (connection instanceof ApiKeyConnection apiKey) {
      ObjectNode node = child(connections, type.name());
      node.remove("oauth_setup");
      ArrayNode requires = node.putArray("requires");
      apiKey.permissions().forEach(permission -> requires.add(permission.name()));
    } else if (connection instanceof OAuthConnection oauth) {
      ObjectNode node = child(connections, type.name());
      node.remove("requires");
      node.put("oauth_setup", oauth.setupAddress().toString());
    } else {
      connections.remove(type.name());
    }
  }

  private static void contact(ObjectNode partner, @Nullable PartnerContact contact) {
    if (contact == null) {
      partner.remove("contact");
      return;
    }
    ObjectNode node = child(partner, "contact");
    node.put("name", contact.name());
    contact.email().ifPresentOrElse(email -> node.put("email", email), () -> node.remove("email"));
    contact.url().ifPresentOrElse(url -> node.put("url", url.toString()), () -> node.remove("url"));
  }

  private static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  /**
   * Reads a row.
   *
   * @throws UnreadableRecordException if status or document can't be understood; the message
   *     repeats nothing of the document
   */
  Partner read(StoredPartner row) {
    String id = row.record().id();
    PartnerStatus status =
        PartnerStatus.ofCode(row.record().status())
            .orElseThrow(() -> unreadable(id, "has a status that this version does not know"));
    Findings findings = new Findings();
    PartnerEntry entry =
        new CatalogueBinding(types, CatalogueBinding.Unknown.TOLERATED, findings).stored(tree(row));
    if (entry == null || !findings.isEmpty()) {
      throw unreadable(
          id, "has a document that this version does not understand: " + findings.sorted());
    }
    if (!id.equals(entry.id())) {
      throw unreadable(id, "has the document of another partner");
    }
    return partner(entry, status, id);
  }

  private Partner partner(PartnerEntry entry, PartnerStatus status, String id) {
    try {
      return entries.partner(entry, status);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw unreadable(id, "has a document that this host does not understand: " + e.getMessage());
    }
  }

  private static ObjectNode tree(StoredPartner row) {
    Findings findings = new Findings();
    JsonNode tree = JsonTrees.read(row.document(), findings);
    if (findings.isEmpty() && tree instanceof ObjectNode object) {
      return object;
    }
    throw unreadable(
        row.record().id(), "has a document that is no JSON object: " + findings.sorted());
  }

  private static UnreadableRecordException unreadable(String id, String problem) {
    return new UnreadableRecordException(id, "partner " + id + " " + problem, null);
  }
}
