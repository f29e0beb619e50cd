package io.latchkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.internal.CatalogueDocument;
import io.latchkey.internal.ConnectionEntry;
import io.latchkey.internal.ContactEntry;
import io.latchkey.internal.PartnerEntry;
import io.latchkey.internal.Required;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds the tree of a document to carriers. Written out because data binding stops at the first
 * value of a wrong type: here each one is a finding, is bound as null, and binding goes on. Not
 * thread-safe.
 */
final class CatalogueBinding {

  /** What to do with a property that the form does not have. */
  enum Unknown {
    /** It is a finding: somebody wrote it by hand. */
    REFUSED,
    /** It is left alone: a newer version of the library wrote it. */
    TOLERATED
  }

  private static final Set<String> DOCUMENT = Set.of("format", "partners");
  private static final Set<String> STORED = Set.of("format", "partner");
  private static final Set<String> PARTNER =
      Set.of("id", "display_name", "aliases", "status", "connections", "contact");
  private static final Set<String> CONNECTION = Set.of("requires", "oauth_setup");
  private static final Set<String> CONTACT = Set.of("name", "email", "url");

  private final ApiTypes types;
  private final Unknown unknown;
  private final Findings findings;

  CatalogueBinding(ApiTypes types, Unknown unknown, Findings findings) {
    this.types = types;
    this.unknown = unknown;
    this.findings = findings;
  }

  CatalogueDocument catalogue(JsonNode root) {
    Place at = object(new Place(JsonPaths.ROOT, root), DOCUMENT);
    return at == null
        ? new CatalogueDocument(null, null)
        : new CatalogueDocument(
            integer(at.child("format")),
            list(at.child("partners"), CatalogueDocument.MAX_PARTNERS, this::partner));
  }

  /** The one partner of a stored document; null if there is none. */
  @Nullable PartnerEntry stored(JsonNode root) {
    Place at = object(new Place(JsonPaths.ROOT, root), STORED);
    if (at == null) {
      return null;
    }
    Integer format = integer(at.child("format"));
    if (format == null || format != 1) {
      findings.add(JsonPaths.property(at.path(), "format"), "must be 1");
    }
    return partner(at.child("partner"));
  }

  private @Nullable PartnerEntry partner(Place place) {
    Place at = object(place, PARTNER);
    if (at == null) {
      return null;
    }
    return new PartnerEntry(
        text(at.child("id")),
        text(at.child("display_name")),
        list(at.child("aliases"), PartnerEntry.MAX_ALIASES, this::text),
        text(at.child("status")),
        connections(at.child("connections")),
        contact(at.child("contact")));
  }

  private @Nullable Map<String, @Nullable ConnectionEntry> connections(Place place) {
    Place at = object(place, null);
    if (at == null) {
      return null;
    }
    Map<String, @Nullable ConnectionEntry> connections = new LinkedHashMap<>();
    for (String name : at.names()) {
      if (types.byName(name).isPresent()) {
        connections.put(name, connection(at.child(name)));
      } else if (unknown == Unknown.REFUSED) {
        findings.add(at.child(name).path(), "is not an API type of this host");
      }
    }
    return connections;
  }

  private @Nullable ConnectionEntry connection(Place place) {
    Place at = object(place, CONNECTION);
    return at == null
        ? null
        : new ConnectionEntry(
            list(at.child("requires"), ConnectionEntry.MAX_PERMISSIONS, this::text),
            text(at.child("oauth_setup")));
  }

  private @Nullable ContactEntry contact(Place place) {
    Place at = object(place, CONTACT);
    return at == null
        ? null
        : new ContactEntry(text(at.child("name")), text(at.child("email")), text(at.child("url")));
  }

  /**
   * The place if an object is there, whose properties are checked against the known ones unless
   * that is null.
   */
  private @Nullable Place object(Place place, @Nullable Set<String> known) {
    JsonNode node = place.node();
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      findings.add(place.path(), "must be an object");
      return null;
    }
    if (known != null && unknown == Unknown.REFUSED) {
      place.names().stream()
          .filter(name -> !known.contains(name))
          .forEach(
              name -> findings.add(place.child(name).path(), "is not a property of the format"));
    }
    return place;
  }

  /**
   * The items, one more than the greatest number at most: that there are too many is for a
   * constraint to say, and what all of them hold would fill the memory.
   */
  private <T> @Nullable List<@Nullable T> list(Place place, int max, Reader<T> reader) {
    JsonNode node = place.node();
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      findings.add(place.path(), "must be an array");
      return null;
    }
    List<@Nullable T> items = new ArrayList<>();
    for (int i = 0; i < Math.min(node.size(), max + 1); i++) {
      Place item = new Place(JsonPaths.item(place.path(), i), present(node.get(i)));
      if (item.node() == null) {
        findings.add(item.path(), Required.MISSING);
      }
      items.add(reader.read(item));
    }
    return items;
  }

  private @Nullable String text(Place place) {
    JsonNode node = place.node();
    if (node != null && !node.isTextual()) {
      findings.add(place.path(), "must be a text");
    }
    return node == null ? null : node.textValue();
  }

  private @Nullable Integer integer(Place place) {
    JsonNode node = place.node();
    if (node == null || (node.isIntegralNumber() && node.canConvertToInt())) {
      return node == null ? null : node.intValue();
    }
    findings.add(place.path(), "must be a small whole number");
    return null;
  }

  private static @Nullable JsonNode present(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }

  private interface Reader<T> {
    @Nullable T read(Place place);
  }

  /** A value and where it is; a JSON null counts as absent. */
  private record Place(String path, @Nullable JsonNode node) {

    Place child(String name) {
      return new Place(
          JsonPaths.property(path, name), node == null ? null : present(node.get(name)));
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      if (node != null) {
        node.fieldNames().forEachRemaining(names::add);
      }
      return names;
    }
  }
}
