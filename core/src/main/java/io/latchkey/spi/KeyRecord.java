package io.latchkey.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict reads of a key, and nothing more. Immutable.
 *
 * <p>The life cycle is data: {@link #state()} holds until {@link #endsAt()}, from that instant on
 * the key is in {@link #endState()} without anybody having to write it. Both are worked out by
 * core; see {@link #stateAt}.
 *
 * @since 1.0
 */
public final class KeyRecord {

  private final String keyId;
  private final String accountId;
  private final String partnerId;
  private final String apiType;
  private final String brand;
  private final String environment;
  private final String digestAlgorithm;
  private final byte[] digest;
  private final List<String> permissions;
  private final String state;
  private final @Nullable Instant endsAt;
  private final @Nullable String endState;
  private final long version;
  private final @Nullable String seal;

  private KeyRecord(Builder builder) {
    keyId = Checks.id("keyId", required("keyId", builder.keyId));
    accountId = Checks.id("accountId", required("accountId", builder.accountId));
    partnerId = Checks.id("partnerId", required("partnerId", builder.partnerId));
    apiType = Checks.id("apiType", required("apiType", builder.apiType));
    brand = Checks.id("brand", required("brand", builder.brand));
    environment = Checks.id("environment", required("environment", builder.environment));
    digestAlgorithm =
        Checks.id("digestAlgorithm", required("digestAlgorithm", builder.digestAlgorithm));
    digest = required("digest", builder.digest).clone();
    permissions = List.copyOf(new TreeSet<>(builder.permissions));
    state = Checks.id("state", required("state", builder.state));
    endsAt = builder.endsAt;
    endState = builder.endState;
    version = Checks.version(builder.version);
    seal = builder.seal;
    if (digest.length == 0 || digest.length > 64) {
      throw new IllegalArgumentException("digest must have 1 to 64 bytes: " + digest.length);
    }
    if ((endsAt == null) != (endState == null)) {
      throw new IllegalArgumentException("endsAt and endState go together");
    }
  }

  /**
   * Starts an empty record.
   *
   * @return a builder in which everything but the end is required
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from this record, for the next version of it.
   *
   * @return a builder with every value of this record, version and seal included
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.keyId = keyId;
    builder.accountId = accountId;
    builder.partnerId = partnerId;
    builder.apiType = apiType;
    builder.brand = brand;
    builder.environment = environment;
    builder.digestAlgorithm = digestAlgorithm;
    builder.digest = digest;
    builder.permissions = permissions;
    builder.state = state;
    builder.endsAt = endsAt;
    builder.endState = endState;
    builder.version = version;
    builder.seal = seal;
    return builder;
  }

  /**
   * The public id of the key.
   *
   * @return 1 to 64 characters, compared byte for byte
   */
  public String keyId() {
    return keyId;
  }

  /**
   * The account that owns the key. Never changes.
   *
   * @return the host's id of the account
   */
  public String accountId() {
    return accountId;
  }

  /**
   * The partner that the key is for. Never changes.
   *
   * @return the partner's id
   */
  public String partnerId() {
    return partnerId;
  }

  /**
   * The API type that the key opens. Never changes.
   *
   * @return the type's name
   */
  public String apiType() {
    return apiType;
  }

  /**
   * The brand in the key's text.
   *
   * @return the brand in force when the key was issued
   */
  public String brand() {
    return brand;
  }

  /**
   * The environment in the key's text.
   *
   * @return for example {@code live}
   */
  public String environment() {
    return environment;
  }

  /**
   * Says how {@link #digest()} was made.
   *
   * @return an algorithm id that core assigns; a reader that doesn't know it refuses
   */
  public String digestAlgorithm() {
    return digestAlgorithm;
  }

  /**
   * The digest of the key's text.
   *
   * @return a fresh copy
   */
  public byte[] digest() {
    return digest.clone();
  }

  /**
   * The names of the permissions assigned.
   *
   * @return an immutable list in rising order without duplicates; empty is none
   */
  public List<String> permissions() {
    return permissions;
  }

  /**
   * The state until {@link #endsAt()}.
   *
   * @return the state as text; a store never interprets it
   */
  public String state() {
    return state;
  }

  /**
   * The instant from which {@link #endState()} holds.
   *
   * @return whole milliseconds, or empty if no end is set or the end was recorded
   */
  public Optional<Instant> endsAt() {
    return Optional.ofNullable(endsAt);
  }

  /**
   * The state from {@link #endsAt()} on.
   *
   * @return present exactly when {@link #endsAt()} is
   */
  public Optional<String> endState() {
    return Optional.ofNullable(endState);
  }

  /**
   * The version of the stored row, which every update raises by one.
   *
   * @return at least 1
   */
  public long version() {
    return version;
  }

  /**
   * What core wrote beside the row to know it again. Opaque to a store, which keeps it like any
   * other text (rule C7).
   *
   * @return 1 to 255 ASCII characters, or empty if the row is not sealed
   */
  public Optional<String> seal() {
    return Optional.ofNullable(seal);
  }

  /**
   * The state at an instant: {@link #endState()} from {@link #endsAt()} on, {@link #state()}
   * before.
   *
   * @param at the instant to look at
   * @return the state as text
   */
  public String stateAt(Instant at) {
    return endsAt != null && endState != null && !at.isBefore(endsAt) ? endState : state;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyRecord that
        && keyId.equals(that.keyId)
        && accountId.equals(that.accountId)
        && partnerId.equals(that.partnerId)
        && apiType.equals(that.apiType)
        && brand.equals(that.brand)
        && environment.equals(that.environment)
        && digestAlgorithm.equals(that.digestAlgorithm)
        && java.security.MessageDigest.isEqual(digest, that.digest)
        && permissions.equals(that.permissions)
        && state.equals(that.state)
        && Objects.equals(endsAt, that.endsAt)
        && Objects.equals(endState, that.endState)
        && version == that.version
        && Objects.equals(seal, that.seal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keyId, version);
  }

  /** Names the key and its state; the digest is left out. */
  @Override
  public String toString() {
    return "KeyRecord[" + keyId + " v" + version + " " + state + ", digest redacted]";
  }

  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }

  /**
   * Builds a {@link KeyRecord}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private @Nullable String keyId;
    private @Nullable String accountId;
    private @Nullable String partnerId;
    private @Nullable String apiType;
    private @Nullable String brand;
    private @Nullable String environment;
    private @Nullable String digestAlgorithm;
    private byte @Nullable [] digest;
    private List<String> permissions = List.of();
    private @Nullable String state;
    private @Nullable Instant endsAt;
    private @Nullable String endState;
    private long version = 1;
    private @Nullable String seal;

    private Builder() {}

    /**
     * Sets {@link KeyRecord#keyId()}.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder keyId(String value) {
      keyId = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#accountId()}.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder accountId(String value) {
      accountId = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#partnerId()}.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder partnerId(String value) {
      partnerId = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#apiType()}.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder apiType(String value) {
      apiType = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#brand()}.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder brand(String value) {
      brand = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#environment()}.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder environment(String value) {
      environment = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#digestAlgorithm()} and {@link KeyRecord#digest()}.
     *
     * @param algorithm 1 to 64 characters
     * @param value 1 to 64 bytes; copied
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder digest(String algorithm, byte[] value) {
      digestAlgorithm = algorithm;
      digest = value.clone();
      return this;
    }

    /**
     * Sets {@link KeyRecord#permissions()}.
     *
     * @param value permission names in any order; copied
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder permissions(Iterable<String> value) {
      TreeSet<String> sorted = new TreeSet<>();
      value.forEach(sorted::add);
      permissions = List.copyOf(sorted);
      return this;
    }

    /**
     * Sets {@link KeyRecord#state()} and removes any end.
     *
     * @param value 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder state(String value) {
      state = value;
      endsAt = null;
      endState = null;
      return this;
    }

    /**
     * Sets {@link KeyRecord#endsAt()} and {@link KeyRecord#endState()}.
     *
     * @param at whole milliseconds
     * @param stateFromThen 1 to 64 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder ends(Instant at, String stateFromThen) {
      endsAt = Checks.millis("endsAt", at);
      endState = Checks.id("endState", stateFromThen);
      return this;
    }

    /**
     * Sets {@link KeyRecord#version()}.
     *
     * @param value at least 1
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder version(long value) {
      version = value;
      return this;
    }

    /**
     * Sets {@link KeyRecord#seal()}.
     *
     * @param value 1 to 255 ASCII characters, or null for none
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder seal(@Nullable String value) {
      seal = Checks.seal(value);
      return this;
    }

    /**
     * Builds the record.
     *
     * @return the record
     * @throws IllegalStateException if a required value was not set
     * @throws IllegalArgumentException if a value is out of range
     */
    public KeyRecord build() {
      return new KeyRecord(this);
    }
  }
}
