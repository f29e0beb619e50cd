package io.latchkey.examples.devcenter.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one JSON object, read one by one; whatever is wrong is noted with the field's path,
 * so that an integration learns all of it at once. What nobody asks for is ignored.
 */
final class Fields {

  private final JsonNode object;
  private final String path;
  private final List<ApiError> errors;

  Fields(JsonNode object, String path, List<ApiError> errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
    if (!object.isObject()) {
      errors.add(new ApiError("must be an object", path.isEmpty() ? null : path));
    }
  }

  /** A text that must be there; empty if it is not, which is noted. */
  String required(String name, int max) {
    String text = text(name, max);
    if (text == null && isMissing(name) && object.isObject()) {
      wrong(name, "is required");
    }
    return text == null ? "" : text;
  }

  /** A text that may be absent. */
  @Nullable String text(String name, int max) {
    JsonNode value = object.path(name);
    if (isMissing(name)) {
      return null;
    }
    if (!value.isString()) {
      return wrong(name, "must be a text");
    }
    String text = value.asString();
    if (text.isBlank()) {
      return wrong(name, "must not be blank");
    }
    if (text.length() > max) {
      return wrong(name, "must have " + max + " characters at most");
    }
    // Databases take neither, and neither can be what anybody meant.
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return wrong(name, "has characters that are none");
    }
    return text;
  }

  /** A number that may be absent. */
  @Nullable Long id(String name) {
    JsonNode value = object.path(name);
    if (isMissing(name)) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      wrong(name, "must be a whole number");
      return null;
    }
    return value.asLong();
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = object.path(name);
    if (isMissing(name)) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      wrong(name, "must be true or false");
      return otherwise;
    }
    return value.asBoolean();
  }

  /** Copies texts that may be absent. */
  void copy(ObjectNode to, int max, String... names) {
    for (String name : names) {
      String text = text(name, max);
      if (text != null) {
        to.put(name, text);
      }
    }
  }

  /** Copies a list of objects that may be absent, each read by {@code reader}. */
  void copyList(ObjectNode to, String name, int max, BiConsumer<Fields, ObjectNode> reader) {
    JsonNode list = object.path(name);
    if (isMissing(name)) {
      return;
    }
    if (!list.isArray() || list.size() > max) {
      wrong(name, "must be an array of " + max + " entries at most");
      return;
    }
    ArrayNode copies = to.putArray(name);
    for (int i = 0; i < list.size(); i++) {
      Fields entry = new Fields(list.get(i), at(name) + "[" + i + "]", errors);
      reader.accept(entry, copies.addObject());
    }
  }

  /** Copies an object that may be absent, read by {@code reader}. */
  void copyObject(ObjectNode to, String name, BiConsumer<Fields, ObjectNode> reader) {
    if (!isMissing(name)) {
      reader.accept(new Fields(object.path(name), at(name), errors), to.putObject(name));
    }
  }

  /** Notes that a field is wrong; gives null, for those who have nothing then. */
  @Nullable String wrong(String name, String message) {
    errors.add(new ApiError(message, at(name)));
    return null;
  }

  /** How much was found wrong so far, here or elsewhere in the body. */
  int errorCount() {
    return errors.size();
  }

  private boolean isMissing(String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode() || value.isNull();
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
