package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.PartnerConnection.OAuthConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The integration that a key is for. Immutable.
 *
 * <pre>{@code
 * Partner sourcing =
 *     Partner.listed("northwind-sourcing", "Northwind Sourcing")
 *         .alias("Northwind Talent")
 *         .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
 *         .build();
 * }</pre>
 *
 * <p>A built partner is a value: it takes effect when it is {@linkplain PartnerRegistry#register
 * registered}. Two partners are equal if everything they say is.
 *
 * @since 1.0
 */
public final class Partner {

  /**
   * Stands for any vendor that is not listed. It connects to every API type by key, with {@link
   * ApiType#unprofiledDefault()}; it can't be changed, suspended or retired.
   */
  public static final Partner UNLISTED_VENDOR =
      new Partner(
          PartnerKind.UNLISTED_VENDOR, builtIn(BuiltInPartners.UNLISTED_VENDOR, "Unlisted vendor"));

  /**
   * Stands for an integration that the customer builds. It connects to every API type by key, with
   * {@link ApiType#unprofiledDefault()}; it can't be changed, suspended or retired.
   */
  public static final Partner CUSTOM =
      new Partner(PartnerKind.CUSTOM, builtIn(BuiltInPartners.CUSTOM, "Custom"));

  private final PartnerId id;
  private final String displayName;
  private final Set<String> aliases;
  private final PartnerKind kind;
  private final PartnerStatus status;
  private final Map<ApiType, PartnerConnection> connections;
  private final @Nullable PartnerContact contact;

  Partner(PartnerKind kind, PartnerDraft draft) {
    this.kind = kind;
    id = draft.id();
    displayName = draft.displayName();
    aliases = Collections.unmodifiableSet(new LinkedHashSet<>(draft.aliases()));
    status = draft.status();
    connections = Collections.unmodifiableMap(new LinkedHashMap<>(draft.connections()));
    contact = draft.contact().orElse(null);
  }

  private static PartnerDraft builtIn(String id, String displayName) {
    return new PartnerDraft(PartnerId.of(id), displayName);
  }

  /**
   * Starts a listed partner.
   *
   * @param id the stable id, see {@link PartnerId}
   * @param displayName the name for people: at most 100 characters in one line
   * @return a builder of an active partner without aliases, connections and contact
   * @throws IllegalArgumentException if the id is not of the form, or the name has no letter or
   *     digit, begins or ends with a space, is too long, or has control or invisible characters
   */
  public static Builder listed(String id, String displayName) {
    return new Builder(new PartnerDraft(PartnerId.of(id), displayName));
  }

  /**
   * The stable id.
   *
   * @return the id
   */
  public PartnerId id() {
    return id;
  }

  /**
   * The name for people. Names change, and two partners may have the same one; only the {@link
   * #id()} identifies.
   *
   * @return the present name
   */
  public String displayName() {
    return displayName;
  }

  /**
   * Further names under which people look for it, former ones among them.
   *
   * @return an immutable set in the order of addition, at most 50; no two read alike, none reads
   *     like the display name
   */
  public Set<String> aliases() {
    return aliases;
  }

  /**
   * What kind of integration it is.
   *
   * @return the kind
   */
  public PartnerKind kind() {
    return kind;
  }

  /**
   * Whether it gets new keys and whether its keys work.
   *
   * @return the status
   */
  public PartnerStatus status() {
    return status;
  }

  /**
   * How it connects to an API type. {@link #UNLISTED_VENDOR} and {@link #CUSTOM} connect to every
   * one.
   *
   * @param apiType the API type
   * @return with a key and which permissions, or by OAuth and where the setup steps are; empty if
   *     it does not connect
   */
  public Optional<PartnerConnection> connection(ApiType apiType) {
    if (kind == PartnerKind.LISTED) {
      return Optional.ofNullable(connections.get(apiType));
    }
    Set<Permission> unprofiled =
        apiType.unprofiledDefault().stream()
            .map(apiType::permission)
            .collect(Collectors.toUnmodifiableSet());
    return Optional.of(new ApiKeyConnection(unprofiled));
  }

  /**
   * Whom to hand a key to.
   *
   * @return the contact, or empty
   */
  public Optional<PartnerContact> contact() {
    return Optional.ofNullable(contact);
  }

  /**
   * The connections that are its own; a built-in partner has none, it connects to whatever it is
   * asked about.
   */
  Map<ApiType, PartnerConnection> connections() {
    return connections;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Partner that
        && id.equals(that.id)
        && displayName.equals(that.displayName)
        && aliases.equals(that.aliases)
        && kind == that.kind
        && status == that.status
        && connections.equals(that.connections)
        && Objects.equals(contact, that.contact);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Names id, kind and status. */
  @Override
  public String toString() {
    return "Partner[" + id + ", " + kind + ", " + status + "]";
  }

  /**
   * Builds a listed {@link Partner}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private final PartnerDraft draft;

    private Builder(PartnerDraft draft) {
      this.draft = draft;
    }

    /**
     * Adds a name under which people look for the partner. One that reads like the display name or
     * like another alias, apart from case, accents and width, adds nothing.
     *
     * @param alias at most 100 characters in one line
     * @return this builder
     * @throws IllegalArgumentException if it breaks the form of a name, see {@link Partner#listed}
     */
    @CanIgnoreReturnValue
    public Builder alias(String alias) {
      draft.alias(alias);
      return this;
    }

    /**
     * Says that the partner connects to an API type with a key.
     *
     * @param apiType the API type
     * @param permissions what its keys need and all that they get; none means no permission at all
     * @return this builder
     * @throws IllegalArgumentException if a permission is of another type, or the API type was
     *     named before
     */
    @CanIgnoreReturnValue
    public Builder requires(ApiType apiType, Permission... permissions) {
      return connect(
          apiType, new ApiKeyConnection(new LinkedHashSet<>(Arrays.asList(permissions))));
    }

    /**
     * Says that the partner connects to an API type by OAuth, so that nobody makes a key for it.
     *
     * @param apiType the API type
     * @param setupAddress where its setup steps are: an https address with a host and without a
     *     user
     * @return this builder
     * @throws IllegalArgumentException if the address is not such an address, or the API type was
     *     named before
     */
    @CanIgnoreReturnValue
    public Builder connectsByOAuth(ApiType apiType, URI setupAddress) {
      return connect(apiType, new OAuthConnection(setupAddress));
    }

    /**
     * Sets whom to hand a key to.
     *
     * @param contact the contact
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder contact(PartnerContact contact) {
      draft.contact(Objects.requireNonNull(contact, "contact"));
      return this;
    }

    /**
     * Builds the partner.
     *
     * @return an active partner
     * @throws IllegalArgumentException if it has more than 50 aliases or 20 connections
     */
    public Partner build() {
      return draft.toPartner();
    }

    private Builder connect(ApiType apiType, PartnerConnection connection) {
      if (draft.connections().containsKey(apiType)) {
        throw new IllegalArgumentException(
            "the connection to API type " + apiType + " is stated twice");
      }
      draft.connect(apiType, connection);
      return this;
    }
  }
}
