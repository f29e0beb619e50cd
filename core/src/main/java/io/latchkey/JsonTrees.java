package io.latchkey;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into a tree. Unlike data binding it goes on after a property that stands twice,
 * and no message repeats what the document holds.
 */
final class JsonTrees {

  private static final int MAX_DEPTH = 16;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Names of properties come from outside: they are not kept beyond a document. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final Findings findings;

  private JsonTrees(Findings findings) {
    this.findings = findings;
  }

  /** The document's tree; null if it is no JSON, which is then among the findings. */
  static @Nullable JsonNode read(String json, Findings findings) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new JsonTrees(findings).document(parser);
    } catch (JsonProcessingException e) {
      findings.add(JsonPaths.ROOT, "is not JSON that can be read" + at(e.getLocation()));
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
  }

  private @Nullable JsonNode document(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      findings.add(JsonPaths.ROOT, "is empty");
      return null;
    }
    JsonNode root = value(parser, JsonPaths.ROOT);
    if (parser.nextToken() != null) {
      findings.add(JsonPaths.ROOT, "goes on after its end" + at(parser.currentTokenLocation()));
    }
    return root;
  }

  private JsonNode value(JsonParser parser, String path) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path);
      case START_ARRAY -> array(parser, path);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(JsonParser parser, String path) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String place = JsonPaths.property(path, name);
      parser.nextToken();
      JsonNode value = value(parser, place);
      if (object.has(name)) {
        findings.add(place, "stands twice");
      } else {
        object.set(name, value);
      }
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, String path) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, JsonPaths.item(path, array.size())));
    }
    return array;
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
