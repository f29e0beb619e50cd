package io.latchkey.spi;

import static io.latchkey.spi.KeyRecord.required;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people read of a key and no verdict depends on. Immutable.
 *
 * <p>{@link KeyRecord#endsAt()} is worked out from the instants in here; a store never does that.
 *
 * @since 1.0
 */
public final class KeyDetails {

  private final String tail;
  private final String description;
  private final String searchText;
  private final Map<String, String> labels;
  private final String createdBy;
  private final Instant createdAt;
  private final @Nullable Instant pendingUntil;
  private final @Nullable Instant acknowledgedAt;
  private final @Nullable String acknowledgedBy;
  private final @Nullable Instant expiresAt;
  private final @Nullable Duration overlap;
  private final @Nullable Instant overlapEndsAt;
  private final @Nullable Instant endedAt;
  private final @Nullable String endedBy;
  private final @Nullable String endReason;
  private final @Nullable String endNote;
  private final @Nullable String predecessorId;
  private final @Nullable String successorId;
  private final int revealNumber;
  private final String permissionSource;
  private final Instant permissionsAssignedAt;

  private KeyDetails(Builder builder) {
    tail = required("tail", builder.tail);
    description = required("description", builder.description);
    searchText = required("searchText", builder.searchText);
    labels = builder.labels;
    createdBy = required("createdBy", builder.createdBy);
    createdAt = required("createdAt", builder.createdAt);
    pendingUntil = builder.pendingUntil;
    acknowledgedAt = builder.acknowledgedAt;
    acknowledgedBy = builder.acknowledgedBy;
    expiresAt = builder.expiresAt;
    overlap = builder.overlap;
    overlapEndsAt = builder.overlapEndsAt;
    endedAt = builder.endedAt;
    endedBy = builder.endedBy;
    endReason = builder.endReason;
    endNote = builder.endNote;
    predecessorId = builder.predecessorId;
    successorId = builder.successorId;
    revealNumber = builder.revealNumber;
    permissionSource = required("permissionSource", builder.permissionSource);
    permissionsAssignedAt = required("permissionsAssignedAt", builder.permissionsAssignedAt);
    if (description.length() > 255) {
      throw new IllegalArgumentException(
          "description has " + description.length() + " characters, more than 255");
    }
    if (revealNumber < 1) {
      throw new IllegalArgumentException("revealNumber must be positive: " + revealNumber);
    }
  }

  /**
   * Starts empty details.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from these details.
   *
   * @return a builder with every value of these details
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.tail = tail;
    builder.description = description;
    builder.searchText = searchText;
    builder.labels = labels;
    builder.createdBy = createdBy;
    builder.createdAt = createdAt;
    builder.pendingUntil = pendingUntil;
    builder.acknowledgedAt = acknowledgedAt;
    builder.acknowledgedBy = acknowledgedBy;
    builder.expiresAt = expiresAt;
    builder.overlap = overlap;
    builder.overlapEndsAt = overlapEndsAt;
    builder.endedAt = endedAt;
    builder.endedBy = endedBy;
    builder.endReason = endReason;
    builder.endNote = endNote;
    builder.predecessorId = predecessorId;
    builder.successorId = successorId;
    builder.revealNumber = revealNumber;
    builder.permissionSource = permissionSource;
    builder.permissionsAssignedAt = permissionsAssignedAt;
    return builder;
  }

  /**
   * The last characters of the key's text, by which people recognise it.
   *
   * @return 5 characters
   */
  public String tail() {
    return tail;
  }

  /**
   * What people call the key.
   *
   * @return 1 to 255 characters
   */
  public String description() {
    return description;
  }

  /**
   * The description folded by core for searching; a store compares it byte for byte.
   *
   * @return at most 1,024 characters
   */
  public String searchText() {
    return searchText;
  }

  /**
   * Labels of the host's own.
   *
   * @return an immutable map, possibly empty
   */
  public Map<String, String> labels() {
    return labels;
  }

  /**
   * Who created the key.
   *
   * @return the actor's id
   */
  public String createdBy() {
    return createdBy;
  }

  /**
   * When the key was created. Never changes; lists are ordered by it.
   *
   * @return whole milliseconds
   */
  public Instant createdAt() {
    return createdAt;
  }

  /**
   * Until when the key can be acknowledged.
   *
   * @return whole milliseconds, or empty once it is acknowledged or its end recorded
   */
  public Optional<Instant> pendingUntil() {
    return Optional.ofNullable(pendingUntil);
  }

  /**
   * When the key was acknowledged.
   *
   * @return whole milliseconds, or empty if it was not
   */
  public Optional<Instant> acknowledgedAt() {
    return Optional.ofNullable(acknowledgedAt);
  }

  /**
   * Who acknowledged the key.
   *
   * @return the actor's id, or empty if nobody did
   */
  public Optional<String> acknowledgedBy() {
    return Optional.ofNullable(acknowledgedBy);
  }

  /**
   * When the key expires.
   *
   * @return whole milliseconds, or empty for never
   */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /**
   * How long the predecessor stays valid after this key is acknowledged.
   *
   * @return whole milliseconds, or empty if no end was planned
   */
  public Optional<Duration> overlap() {
    return Optional.ofNullable(overlap);
  }

  /**
   * When this key ends because its successor took over.
   *
   * @return whole milliseconds, or empty if no such end is set
   */
  public Optional<Instant> overlapEndsAt() {
    return Optional.ofNullable(overlapEndsAt);
  }

  /**
   * When the key was revoked or its end was recorded.
   *
   * @return whole milliseconds, or empty if it was neither
   */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /**
   * Who revoked the key or recorded its end.
   *
   * @return the actor's id, or empty
   */
  public Optional<String> endedBy() {
    return Optional.ofNullable(endedBy);
  }

  /**
   * Why the key ended.
   *
   * @return a code that core assigns, or empty
   */
  public Optional<String> endReason() {
    return Optional.ofNullable(endReason);
  }

  /**
   * What the actor wrote when revoking.
   *
   * @return at most 255 characters, or empty
   */
  public Optional<String> endNote() {
    return Optional.ofNullable(endNote);
  }

  /**
   * The key that this one replaces.
   *
   * @return a key id, or empty
   */
  public Optional<String> predecessorId() {
    return Optional.ofNullable(predecessorId);
  }

  /**
   * The key that replaces this one.
   *
   * @return a key id, or empty; emptied again when that replacement closes without effect
   */
  public Optional<String> successorId() {
    return Optional.ofNullable(successorId);
  }

  /**
   * Counts the secrets this key id has had, so that an acknowledgement names the one that was
   * shown.
   *
   * @return at least 1
   */
  public int revealNumber() {
    return revealNumber;
  }

  /**
   * Where the permissions came from when they were assigned.
   *
   * @return a code that core assigns, at most 128 characters
   */
  public String permissionSource() {
    return permissionSource;
  }

  /**
   * When the permissions were assigned.
   *
   * @return whole milliseconds
   */
  public Instant permissionsAssignedAt() {
    return permissionsAssignedAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyDetails that && asMap().equals(that.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  /** Counts the characters of what people wrote: keys are pasted into such texts by mistake. */
  @Override
  public String toString() {
    Map<String, Object> values = asMap();
    values.replace("description", description.length() + " characters");
    values.replace("searchText", searchText.length() + " characters");
    values.replace("labels", labels.size());
    values.computeIfPresent("endNote", (name, note) -> note.toString().length() + " characters");
    return "KeyDetails" + values;
  }

  private Map<String, Object> asMap() {
    Map<String, Object> values = new TreeMap<>();
    values.put("tail", tail);
    values.put("description", description);
    values.put("searchText", searchText);
    values.put("labels", labels);
    values.put("createdBy", createdBy);
    values.put("createdAt", createdAt);
    pendingUntil().ifPresent(value -> values.put("pendingUntil", value));
    acknowledgedAt().ifPresent(value -> values.put("acknowledgedAt", value));
    acknowledgedBy().ifPresent(value -> values.put("acknowledgedBy", value));
    expiresAt().ifPresent(value -> values.put("expiresAt", value));
    overlap().ifPresent(value -> values.put("overlap", value));
    overlapEndsAt().ifPresent(value -> values.put("overlapEndsAt", value));
    endedAt().ifPresent(value -> values.put("endedAt", value));
    endedBy().ifPresent(value -> values.put("endedBy", value));
    endReason().ifPresent(value -> values.put("endReason", value));
    endNote().ifPresent(value -> values.put("endNote", value));
    predecessorId().ifPresent(value -> values.put("predecessorId", value));
    successorId().ifPresent(value -> values.put("successorId", value));
    values.put("revealNumber", revealNumber);
    values.put("permissionSource", permissionSource);
    values.put("permissionsAssignedAt", permissionsAssignedAt);
    return values;
  }

  /**
   * Builds {@link KeyDetails}. Not thread-safe. Optional values take null for absent.
   *
   * @since 1.0
   */
  public static final class Builder {

    private @Nullable String tail;
    private @Nullable String description;
    private @Nullable String searchText;
    private Map<String, String> labels = Map.of();
    private @Nullable String createdBy;
    private @Nullable Instant createdAt;
    private @Nullable Instant pendingUntil;
    private @Nullable Instant acknowledgedAt;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant expiresAt;
    private @Nullable Duration overlap;
    private @Nullable Instant overlapEndsAt;
    private @Nullable Instant endedAt;
    private @Nullable String endedBy;
    private @Nullable String endReason;
    private @Nullable String endNote;
    private @Nullable String predecessorId;
    private @Nullable String successorId;
    private int revealNumber = 1;
    private @Nullable String permissionSource;
    private @Nullable Instant permissionsAssignedAt;

    private Builder() {}

    /**
     * Sets {@link KeyDetails#tail()}.
     *
     * @param value 5 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder tail(String value) {
      tail = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#description()}.
     *
     * @param value 1 to 255 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder description(String value) {
      description = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#searchText()}.
     *
     * @param value at most 1,024 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder searchText(String value) {
      searchText = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#labels()}.
     *
     * @param value an immutable map, possibly empty
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder labels(Map<String, String> value) {
      labels = Map.copyOf(value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#createdBy()}.
     *
     * @param value the actor's id
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder createdBy(String value) {
      createdBy = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#createdAt()}.
     *
     * @param value whole milliseconds
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder createdAt(Instant value) {
      createdAt = Checks.millis("createdAt", value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#pendingUntil()}.
     *
     * @param value whole milliseconds, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder pendingUntil(@Nullable Instant value) {
      pendingUntil = value == null ? null : Checks.millis("pendingUntil", value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#acknowledgedAt()}.
     *
     * @param value whole milliseconds, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder acknowledgedAt(@Nullable Instant value) {
      acknowledgedAt = value == null ? null : Checks.millis("acknowledgedAt", value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#acknowledgedBy()}.
     *
     * @param value the actor's id, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder acknowledgedBy(@Nullable String value) {
      acknowledgedBy = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#expiresAt()}.
     *
     * @param value whole milliseconds, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder expiresAt(@Nullable Instant value) {
      expiresAt = value == null ? null : Checks.millis("expiresAt", value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#overlap()}.
     *
     * @param value whole milliseconds, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder overlap(@Nullable Duration value) {
      overlap = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#overlapEndsAt()}.
     *
     * @param value whole milliseconds, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder overlapEndsAt(@Nullable Instant value) {
      overlapEndsAt = value == null ? null : Checks.millis("overlapEndsAt", value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#endedAt()}.
     *
     * @param value whole milliseconds, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder endedAt(@Nullable Instant value) {
      endedAt = value == null ? null : Checks.millis("endedAt", value);
      return this;
    }

    /**
     * Sets {@link KeyDetails#endedBy()}.
     *
     * @param value the actor's id, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder endedBy(@Nullable String value) {
      endedBy = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#endReason()}.
     *
     * @param value a code that core assigns, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder endReason(@Nullable String value) {
      endReason = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#endNote()}.
     *
     * @param value at most 255 characters, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder endNote(@Nullable String value) {
      endNote = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#predecessorId()}.
     *
     * @param value a key id, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder predecessorId(@Nullable String value) {
      predecessorId = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#successorId()}.
     *
     * @param value a key id, or null
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder successorId(@Nullable String value) {
      successorId = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#revealNumber()}.
     *
     * @param value at least 1
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder revealNumber(int value) {
      revealNumber = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#permissionSource()}.
     *
     * @param value a code that core assigns, at most 128 characters
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder permissionSource(String value) {
      permissionSource = value;
      return this;
    }

    /**
     * Sets {@link KeyDetails#permissionsAssignedAt()}.
     *
     * @param value whole milliseconds
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder permissionsAssignedAt(Instant value) {
      permissionsAssignedAt = Checks.millis("permissionsAssignedAt", value);
      return this;
    }

    /**
     * Builds the details.
     *
     * @return the details
     * @throws IllegalStateException if a required value was not set
     * @throws IllegalArgumentException if a value is out of range
     */
    public KeyDetails build() {
      return new KeyDetails(this);
    }
  }
}
