package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of API that keys open, with the universe of permissions that a key of this type can carry.
 * Immutable.
 *
 * <p>{@link CandidateIngestion#CANDIDATE_INGESTION} is built in. A host defines its own once, keeps
 * it in a constant and gives it to {@link Latchkey.Builder#apiType}:
 *
 * <pre>{@code
 * ApiType jobBoard = ApiType.define("job_board", "jb").permission("jobs.view").permission("applications.create").build();
 * }</pre>
 *
 * <p>Two types are equal only if they are the same object: a permission belongs to the type that
 * defined it.
 *
 * @since 1.0
 */
public final class ApiType {

  /** A permission is one bit of a {@code long}, so a universe can't be larger. */
  static final int MAX_PERMISSIONS = 64;

  private final String name;
  private final String code;
  private final Map<String, Permission> universe;
  private final Set<String> unprofiledDefault;

  private ApiType(Builder builder) {
    name = builder.name;
    code = builder.code;
    Map<String, Permission> permissions = new LinkedHashMap<>();
    builder.names.forEach(
        (permission, byDefault) ->
            permissions.put(permission, new Permission(this, permission, permissions.size())));
    universe = Collections.unmodifiableMap(permissions);
    unprofiledDefault =
        builder.names.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /**
   * Starts a definition.
   *
   * @param name the name that partners, stores and audit entries use, for example {@code
   *     job_board}; 2 to 40 characters of {@code a-z 0-9 _}, a letter first
   * @param code the code in the text of a key, for example {@code jb}; {@code [a-z][a-z0-9]{1,11}}.
   *     Never change it while keys exist: their text carries it.
   * @return a builder without permissions
   * @throws IllegalArgumentException if the name or the code is not of the form
   */
  public static Builder define(String name, String code) {
    if (!name.matches("[a-z][a-z0-9_]{1,39}")) {
      throw new IllegalArgumentException(
          "an API type's name must match [a-z][a-z0-9_]{1,39}; \""
              + Texts.printable(name)
              + "\" does not");
    }
    return new Builder(name, Identifiers.requireWord("an API type's code", code));
  }

  /**
   * The name that partners, stores and audit entries use.
   *
   * @return for example {@code candidate_ingestion}
   */
  public String name() {
    return name;
  }

  /**
   * The code in the text of a key.
   *
   * @return for example {@code ci}
   */
  public String code() {
    return code;
  }

  /**
   * Every permission that a key of this type can carry.
   *
   * @return an immutable set in the order of definition
   */
  public Set<Permission> permissions() {
    return Collections.unmodifiableSet(new java.util.LinkedHashSet<>(universe.values()));
  }

  /**
   * Finds a permission of this type's universe.
   *
   * @param permissionName its name
   * @return the permission, or empty if the universe has none of that name
   */
  public Optional<Permission> find(String permissionName) {
    return Optional.ofNullable(
        universe.get(Objects.requireNonNull(permissionName, "permissionName")));
  }

  /**
   * A permission of this type's universe.
   *
   * @param permissionName its name
   * @return the permission
   * @throws IllegalArgumentException if the universe has none of that name
   */
  public Permission permission(String permissionName) {
    return find(permissionName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "API type "
                        + name
                        + " has no permission \""
                        + Texts.printable(permissionName)
                        + "\", it has "
                        + universe.keySet()));
  }

  /**
   * The permissions of a key for an unlisted vendor or a custom integration, which have no profile
   * of their own.
   *
   * @return an immutable set, possibly empty
   */
  public Set<String> unprofiledDefault() {
    return unprofiledDefault;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  /**
   * Builds an {@link ApiType}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private final String name;
    private final String code;
    private final Map<String, Boolean> names = new LinkedHashMap<>();

    private Builder(String name, String code) {
      this.name = name;
      this.code = code;
    }

    /**
     * Adds a permission to the universe.
     *
     * @param permissionName its name, for example {@code jobs.view}; 1 to 64 characters of the form
     *     of an {@link ActorId}
     * @return this builder
     * @throws IllegalArgumentException if the name is not of the form, or was added before, or the
     *     universe is full (64)
     */
    @CanIgnoreReturnValue
    public Builder permission(String permissionName) {
      return add(permissionName, false);
    }

    /**
     * Adds a permission that keys for an unlisted vendor or a custom integration get as well.
     *
     * @param permissionName its name, see {@link #permission}
     * @return this builder
     * @throws IllegalArgumentException as {@link #permission} does
     */
    @CanIgnoreReturnValue
    public Builder defaultPermission(String permissionName) {
      return add(permissionName, true);
    }

    private Builder add(String permissionName, boolean byDefault) {
      Identifiers.require("permission", permissionName);
      if (names.size() == MAX_PERMISSIONS) {
        throw new IllegalArgumentException("an API type has at most 64 permissions");
      }
      if (names.putIfAbsent(permissionName, byDefault) != null) {
        throw new IllegalArgumentException(
            "permission \"" + permissionName + "\" is defined twice");
      }
      return this;
    }

    /**
     * Builds the type.
     *
     * @return the type
     */
    public ApiType build() {
      return new ApiType(this);
    }
  }
}
