package io.latchkey;

import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a key: all but its text, which nobody can see. Immutable, as it was when it
 * was read.
 *
 * @since 1.0
 */
public final class KeyInfo {

  private final KeyId id;
  private final AccountId account;
  private final ApiType apiType;
  private final PartnerId partner;
  private final String environment;
  private final String description;
  private final String tail;
  private final KeyState state;
  private final Set<Permission> permissions;
  private final Map<String, String> labels;
  private final ActorId createdBy;
  private final Instant createdAt;
  private final @Nullable Instant pendingUntil;
  private final @Nullable Instant acknowledgedAt;
  private final @Nullable ActorId acknowledgedBy;
  private final @Nullable Instant expiresAt;
  private final @Nullable Instant endsAt;
  private final @Nullable Instant overlapEndsAt;
  private final @Nullable Instant lastUsedAt;
  private final @Nullable Instant endedAt;
  private final @Nullable String endedBy;
  private final @Nullable String endReason;
  private final @Nullable String endNote;
  private final @Nullable KeyId predecessor;
  private final @Nullable KeyId successor;
  private final int revealNumber;

  KeyInfo(StoredKey stored, ApiType apiType, Instant now) {
    KeyRecord record = stored.record();
    KeyDetails details = stored.details();
    this.apiType = apiType;
    id = new KeyId(record.keyId());
    account = new AccountId(record.accountId());
    partner = new PartnerId(record.partnerId());
    environment = record.environment();
    description = details.description();
    tail = details.tail();
    state = KeyRows.shown(stored, now);
    permissions = KeyRows.permissions(record, apiType);
    labels = details.labels();
    createdBy = new ActorId(details.createdBy());
    createdAt = details.createdAt();
    pendingUntil = details.pendingUntil().orElse(null);
    acknowledgedAt = details.acknowledgedAt().orElse(null);
    acknowledgedBy = details.acknowledgedBy().map(ActorId::new).orElse(null);
    expiresAt = details.expiresAt().orElse(null);
    endsAt = record.endsAt().orElse(null);
    overlapEndsAt = details.overlapEndsAt().orElse(null);
    lastUsedAt = stored.lastUsedAt().orElse(null);
    endedAt = details.endedAt().orElse(null);
    endedBy = details.endedBy().orElse(null);
    endReason = details.endReason().orElse(null);
    endNote = details.endNote().orElse(null);
    predecessor = details.predecessorId().map(KeyId::new).orElse(null);
    successor = details.successorId().map(KeyId::new).orElse(null);
    revealNumber = details.revealNumber();
  }

  /**
   * The public id.
   *
   * @return the id
   */
  public KeyId id() {
    return id;
  }

  /**
   * The account that owns the key.
   *
   * @return the account's id
   */
  public AccountId account() {
    return account;
  }

  /**
   * The API that the key opens.
   *
   * @return the type
   */
  public ApiType apiType() {
    return apiType;
  }

  /**
   * The integration that the key is for.
   *
   * @return the partner's id
   */
  public PartnerId partner() {
    return partner;
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
   * What people call the key.
   *
   * @return 1 to 255 characters
   */
  public String description() {
    return description;
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
   * Where the key is in its life, when it was read.
   *
   * @return the state
   */
  public KeyState state() {
    return state;
  }

  /**
   * What the key may do.
   *
   * @return an immutable set, possibly empty
   */
  public Set<Permission> permissions() {
    return permissions;
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
   * Who created it.
   *
   * @return the actor's id
   */
  public ActorId createdBy() {
    return createdBy;
  }

  /**
   * When it was created.
   *
   * @return an instant in whole milliseconds
   */
  public Instant createdAt() {
    return createdAt;
  }

  /**
   * Until when it can be acknowledged.
   *
   * @return present while it is pending
   */
  public Optional<Instant> pendingUntil() {
    return Optional.ofNullable(pendingUntil);
  }

  /**
   * When it was acknowledged.
   *
   * @return present if it was
   */
  public Optional<Instant> acknowledgedAt() {
    return Optional.ofNullable(acknowledgedAt);
  }

  /**
   * Who acknowledged it.
   *
   * @return present if it was acknowledged
   */
  public Optional<ActorId> acknowledgedBy() {
    return Optional.ofNullable(acknowledgedBy);
  }

  /**
   * When it expires.
   *
   * @return empty for never
   */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /**
   * When time ends it: the earliest of its deadline, its expiry and the end of its overlap.
   *
   * @return empty if nothing will, or if its end was recorded
   */
  public Optional<Instant> endsAt() {
    return Optional.ofNullable(endsAt);
  }

  /**
   * When it ends because its successor took over.
   *
   * @return present if such an end is set
   */
  public Optional<Instant> overlapEndsAt() {
    return Optional.ofNullable(overlapEndsAt);
  }

  /**
   * When it was last used, to the minute; recorded off the request path and so up to some seconds
   * late.
   *
   * @return empty if no use was recorded
   */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  /**
   * When it was revoked, or its end recorded.
   *
   * @return empty if neither
   */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /**
   * Who revoked it or recorded its end.
   *
   * @return an actor's or host actor's id, or {@code latchkey}; empty if neither
   */
  public Optional<String> endedBy() {
    return Optional.ofNullable(endedBy);
  }

  /**
   * Why it ended.
   *
   * @return the code of a {@link RevocationReason} in lower case, or of the state that time
   *     brought, or of the {@link RefusalReason} for which a {@linkplain StagingIssuer staged} key
   *     could not be had; empty if it did not
   */
  public Optional<String> endReason() {
    return Optional.ofNullable(endReason);
  }

  /**
   * What was written when it was revoked.
   *
   * @return empty if nothing was
   */
  public Optional<String> endNote() {
    return Optional.ofNullable(endNote);
  }

  /**
   * The key that it replaces.
   *
   * @return empty if it replaces none
   */
  public Optional<KeyId> predecessor() {
    return Optional.ofNullable(predecessor);
  }

  /**
   * The key that replaces it.
   *
   * @return empty if none does
   */
  public Optional<KeyId> successor() {
    return Optional.ofNullable(successor);
  }

  /**
   * How many secrets this key id has had; names the one that is shown.
   *
   * @return at least 1
   */
  public int revealNumber() {
    return revealNumber;
  }

  /** The id, the state and the tail. */
  @Override
  public String toString() {
    return "KeyInfo[" + id + " " + state + " …" + tail + "]";
  }
}
