package io.latchkey;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a {@link Partner} connects to one API type: with a key, or by OAuth. Immutable.
 *
 * <p>Closed: there will be no third way within this major version.
 *
 * @since 1.0
 */
public sealed interface PartnerConnection {

  /**
   * Takes one of two ways, for callers without patterns in a switch.
   *
   * @param <T> the type of the answer
   * @param byApiKey answers for a connection with a key
   * @param byOAuth answers for a connection by OAuth
   * @return the answer of whichever applies
   */
  default <T> T fold(
      Function<? super ApiKeyConnection, ? extends T> byApiKey,
      Function<? super OAuthConnection, ? extends T> byOAuth) {
    return this instanceof ApiKeyConnection apiKey
        ? byApiKey.apply(apiKey)
        : byOAuth.apply((OAuthConnection) this);
  }

  /**
   * The partner sends a key with its requests.
   *
   * @param permissions what its keys need and all that they get, in the order in which the API type
   *     defines them; empty means none
   * @since 1.0
   */
  record ApiKeyConnection(Set<Permission> permissions) implements PartnerConnection {

    /**
     * Copies the permissions.
     *
     * @param permissions what its keys need
     * @throws IllegalArgumentException if they are of different API types
     */
    public ApiKeyConnection {
      if (permissions.stream().map(Permission::apiType).distinct().count() > 1) {
        throw new IllegalArgumentException(
            "permissions " + names(permissions) + " are not of one API type");
      }
      permissions = inOrderOfDefinition(permissions);
    }

    private static Set<Permission> inOrderOfDefinition(Collection<Permission> permissions) {
      List<Permission> sorted =
          permissions.stream()
              .sorted(Comparator.comparingInt(p -> Long.numberOfTrailingZeros(p.bit())))
              .toList();
      return Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
    }

    private static String names(Collection<Permission> permissions) {
      return permissions.stream()
          .map(p -> p.apiType() + ":" + p)
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * The partner connects by OAuth: it needs no key, its setup steps are elsewhere.
   *
   * @param setupAddress where the setup steps are
   * @since 1.0
   */
  record OAuthConnection(URI setupAddress) implements PartnerConnection {

    /**
     * Checks the address.
     *
     * @param setupAddress where the setup steps are
     * @throws IllegalArgumentException if it is not an https address with a host and without a
     *     user, or has more than 2,000 characters
     */
    public OAuthConnection {
      PartnerTexts.requireHttps(
          "setupAddress", Objects.requireNonNull(setupAddress, "setupAddress"));
    }
  }
}
