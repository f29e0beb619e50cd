package io.latchkey;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a verifier accepts.
 *
 * @param brands the brands that may stand in a key's text
 * @param environments the environments that are accepted
 * @param typesByName every API type that the host has, by its name
 * @param maxStaleness the bound on staleness
 */
record VerifierSettings(
    Set<String> brands,
    Set<String> environments,
    Map<String, ApiType> typesByName,
    Duration maxStaleness) {

  VerifierSettings {
    brands = Set.copyOf(brands);
    environments = Set.copyOf(environments);
    typesByName = Map.copyOf(typesByName);
    if (maxStaleness.isNegative() || maxStaleness.isZero()) {
      throw new IllegalArgumentException("maxStaleness must be positive: " + maxStaleness);
    }
  }
}
