package io.latchkey;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The API types that this host knows: the built-in one and its own. */
final class ApiTypes {

  private final Map<String, ApiType> byName;

  ApiTypes(Collection<ApiType> types) {
    Map<String, ApiType> names = new LinkedHashMap<>();
    Map<String, ApiType> codes = new LinkedHashMap<>();
    for (ApiType type : types) {
      if (names.putIfAbsent(type.name(), type) != null) {
        throw new IllegalArgumentException("two API types are named " + type.name());
      }
      ApiType other = codes.putIfAbsent(type.code(), type);
      if (other != null) {
        throw new IllegalArgumentException(
            "API types " + other + " and " + type + " share the code " + type.code());
      }
    }
    byName = java.util.Collections.unmodifiableMap(names);
  }

  Optional<ApiType> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Collection<ApiType> all() {
    return byName.values();
  }

  Map<String, ApiType> map() {
    return byName;
  }

  /** Refuses a type that was not given to the builder: its keys could never be verified here. */
  void requireKnown(ApiType type) {
    if (byName.get(type.name()) != type) {
      throw new IllegalArgumentException(
          "API type " + type + " was not given to Latchkey.Builder.apiType");
    }
  }
}
