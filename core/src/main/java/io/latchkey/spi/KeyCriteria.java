package io.latchkey.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a list holds. Every criterion that is present narrows the list. Immutable.
 *
 * @since 1.0
 */
public final class KeyCriteria {

  private final @Nullable String accountId;
  private final @Nullable String partnerId;
  private final @Nullable Set<String> apiTypes;
  private final @Nullable String environment;
  private final @Nullable String createdBy;
  private final @Nullable String text;
  private final @Nullable String tail;
  private final @Nullable StatesAt states;
  private final @Nullable Boolean neverUsed;
  private final @Nullable Instant notUsedSince;
  private final @Nullable Instant expiresBefore;
  private final @Nullable Instant dueAt;
  private final @Nullable Instant endedBefore;
  private final @Nullable Position after;
  private final int limit;

  private KeyCriteria(Builder builder) {
    accountId = builder.accountId;
    partnerId = builder.partnerId;
    apiTypes = builder.apiTypes;
    environment = builder.environment;
    createdBy = builder.createdBy;
    text = builder.text;
    tail = builder.tail;
    states = builder.states;
    neverUsed = builder.neverUsed;
    notUsedSince = builder.notUsedSince;
    expiresBefore = builder.expiresBefore;
    dueAt = builder.dueAt;
    endedBefore = builder.endedBefore;
    after = builder.after;
    limit = builder.limit;
  }

  /**
   * Starts criteria.
   *
   * @param limit the greatest number of keys to list, 1 to 1,000
   * @return a builder without any criterion
   * @throws IllegalArgumentException if the limit is out of range
   */
  public static Builder builder(int limit) {
    return new Builder(limit);
  }

  /**
   * Only keys of this account.
   *
   * @return an account id, or empty for keys of every account
   */
  public Optional<String> accountId() {
    return Optional.ofNullable(accountId);
  }

  /**
   * Only keys for this partner.
   *
   * @return a partner id, or empty for any
   */
  public Optional<String> partnerId() {
    return Optional.ofNullable(partnerId);
  }

  /**
   * Only keys of these API types.
   *
   * @return names of API types, or empty for any
   */
  public Optional<Set<String>> apiTypes() {
    return Optional.ofNullable(apiTypes);
  }

  /**
   * Only keys of this environment.
   *
   * @return an environment, or empty for any
   */
  public Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /**
   * Only keys that this actor created.
   *
   * @return an actor id, or empty for any
   */
  public Optional<String> createdBy() {
    return Optional.ofNullable(createdBy);
  }

  /**
   * Only keys whose {@link KeyDetails#searchText()} contains this text, byte for byte; no character
   * is a wildcard.
   *
   * @return folded text, or empty for any
   */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /**
   * Only keys with exactly this tail.
   *
   * @return a tail, or empty for any
   */
  public Optional<String> tail() {
    return Optional.ofNullable(tail);
  }

  /**
   * Only keys that are in one of some states at an instant.
   *
   * @return the states and the instant, or empty for any
   */
  public Optional<StatesAt> states() {
    return Optional.ofNullable(states);
  }

  /**
   * Only keys without a last use, or only keys with one.
   *
   * @return true for without, false for with, or empty for any
   */
  public Optional<Boolean> neverUsed() {
    return Optional.ofNullable(neverUsed);
  }

  /**
   * Only keys whose last use is before this instant, or that were never used.
   *
   * @return an instant, or empty for any
   */
  public Optional<Instant> notUsedSince() {
    return Optional.ofNullable(notUsedSince);
  }

  /**
   * Only keys whose {@link KeyDetails#expiresAt()} is before this instant.
   *
   * @return an instant, or empty for any
   */
  public Optional<Instant> expiresBefore() {
    return Optional.ofNullable(expiresBefore);
  }

  /**
   * Only keys whose {@link KeyRecord#endsAt()} is at or before this instant.
   *
   * @return an instant, or empty for any
   */
  public Optional<Instant> dueAt() {
    return Optional.ofNullable(dueAt);
  }

  /**
   * Only keys whose {@link KeyDetails#endedAt()} is before this instant.
   *
   * @return an instant, or empty for any
   */
  public Optional<Instant> endedBefore() {
    return Optional.ofNullable(endedBefore);
  }

  /**
   * Only keys behind this one in the order of the list.
   *
   * @return a position, or empty to start at the newest
   */
  public Optional<Position> after() {
    return Optional.ofNullable(after);
  }

  /**
   * The greatest number of keys to list.
   *
   * @return 1 to 1,000
   */
  public int limit() {
    return limit;
  }

  /**
   * States at an instant.
   *
   * @param states the states; not empty
   * @param at the instant at which {@link KeyRecord#stateAt} is one of them
   * @since 1.0
   */
  public record StatesAt(Set<String> states, Instant at) {

    /**
     * Copies the states.
     *
     * @param states see {@link #states()}
     * @param at see {@link #at()}
     */
    public StatesAt {
      states = Set.copyOf(states);
    }
  }

  /**
   * A place in the order of a list.
   *
   * @param createdAt when the key at that place was created
   * @param keyId the id of the key at that place
   * @since 1.0
   */
  public record Position(Instant createdAt, String keyId) {}

  /**
   * Builds {@link KeyCriteria}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private final int limit;
    private @Nullable String accountId;
    private @Nullable String partnerId;
    private @Nullable Set<String> apiTypes;
    private @Nullable String environment;
    private @Nullable String createdBy;
    private @Nullable String text;
    private @Nullable String tail;
    private @Nullable StatesAt states;
    private @Nullable Boolean neverUsed;
    private @Nullable Instant notUsedSince;
    private @Nullable Instant expiresBefore;
    private @Nullable Instant dueAt;
    private @Nullable Instant endedBefore;
    private @Nullable Position after;

    private Builder(int limit) {
      if (limit < 1 || limit > 1_000) {
        throw new IllegalArgumentException("limit must be 1 to 1000: " + limit);
      }
      this.limit = limit;
    }

    /**
     * Sets {@link KeyCriteria#accountId()}.
     *
     * @param value an account id, or null for keys of every account
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder accountId(@Nullable String value) {
      accountId = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#partnerId()}.
     *
     * @param value a partner id, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder partnerId(@Nullable String value) {
      partnerId = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#apiTypes()}.
     *
     * @param value names of API types, not empty, or null for any
     * @return this builder
     * @throws IllegalArgumentException if the set is empty
     */
    @CanIgnoreReturnValue
    public Builder apiTypes(@Nullable Set<String> value) {
      if (value != null && value.isEmpty()) {
        throw new IllegalArgumentException("apiTypes is empty: such a list needs no store");
      }
      apiTypes = value == null ? null : Set.copyOf(value);
      return this;
    }

    /**
     * Sets {@link KeyCriteria#environment()}.
     *
     * @param value an environment, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder environment(@Nullable String value) {
      environment = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#createdBy()}.
     *
     * @param value an actor id, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder createdBy(@Nullable String value) {
      createdBy = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#text()}.
     *
     * @param value folded text, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder text(@Nullable String value) {
      text = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#tail()}.
     *
     * @param value a tail, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder tail(@Nullable String value) {
      tail = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#states()}.
     *
     * @param value the states and the instant, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder states(@Nullable StatesAt value) {
      states = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#neverUsed()}.
     *
     * @param value true for without, false for with, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder neverUsed(@Nullable Boolean value) {
      neverUsed = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#notUsedSince()}.
     *
     * @param value an instant, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder notUsedSince(@Nullable Instant value) {
      notUsedSince = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#expiresBefore()}.
     *
     * @param value an instant, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder expiresBefore(@Nullable Instant value) {
      expiresBefore = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#dueAt()}.
     *
     * @param value an instant, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder dueAt(@Nullable Instant value) {
      dueAt = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#endedBefore()}.
     *
     * @param value an instant, or null for any
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder endedBefore(@Nullable Instant value) {
      endedBefore = value;
      return this;
    }

    /**
     * Sets {@link KeyCriteria#after()}.
     *
     * @param value a position, or null to start at the newest
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder after(@Nullable Position value) {
      after = value;
      return this;
    }

    /**
     * Builds the criteria.
     *
     * @return the criteria
     */
    public KeyCriteria build() {
      return new KeyCriteria(this);
    }
  }
}
