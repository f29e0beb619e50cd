package io.latchkey.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one commit writes and under which conditions. Immutable.
 *
 * <p>Every commit carries at least one audit event: there is no way to write without leaving a
 * trace.
 *
 * @since 1.0
 */
public final class Commit {

  private final String chain;
  private final List<EventDraft> events;
  private final List<StoredKey> keyInserts;
  private final List<StoredKey> keyUpdates;
  private final List<VersionedId> keyDeletes;
  private final List<StoredPartner> partners;
  private final List<AccountRecord> accounts;
  private final List<VersionedId> partnerGuards;
  private final List<VersionedId> accountGuards;
  private final @Nullable LiveLimit liveLimit;
  private final @Nullable IdempotencyRecord idempotency;
  private final @Nullable ChainCut chainCut;
  private final @Nullable String adopts;
  private final @Nullable SealUpdate sealUpdate;

  private Commit(Builder builder) {
    chain = builder.chain;
    events = List.copyOf(builder.events);
    keyInserts = List.copyOf(builder.keyInserts);
    keyUpdates = List.copyOf(builder.keyUpdates);
    keyDeletes = List.copyOf(builder.keyDeletes);
    partners = List.copyOf(builder.partners);
    accounts = List.copyOf(builder.accounts);
    partnerGuards = List.copyOf(builder.partnerGuards);
    accountGuards = List.copyOf(builder.accountGuards);
    liveLimit = builder.liveLimit;
    idempotency = builder.idempotency;
    chainCut = builder.chainCut;
    adopts = builder.adopts;
    sealUpdate = builder.sealUpdate;
    if (events.isEmpty()) {
      throw new IllegalStateException("a commit needs at least one audit event");
    }
    RowNames.requireEachOnce(this);
  }

  /**
   * Starts a commit.
   *
   * @param chain the audit chain that its events go to: an account's id or {@link AuditChain#HOST}
   * @return a builder
   */
  public static Builder builder(String chain) {
    return new Builder(Checks.id("chain", chain));
  }

  /**
   * The audit chain that the events go to.
   *
   * @return an account's id or {@link AuditChain#HOST}
   */
  public String chain() {
    return chain;
  }

  /**
   * The events to append, in order.
   *
   * @return at least one
   */
  public List<EventDraft> events() {
    return events;
  }

  /**
   * The keys to insert.
   *
   * @return keys of version 1
   */
  public List<StoredKey> keyInserts() {
    return keyInserts;
  }

  /**
   * The keys to update, as they shall be. Each replaces the row whose version is one below its own.
   *
   * @return keys of version 2 or above
   */
  public List<StoredKey> keyUpdates() {
    return keyUpdates;
  }

  /**
   * The keys to delete, each at the version it must have.
   *
   * @return ids and versions
   */
  public List<VersionedId> keyDeletes() {
    return keyDeletes;
  }

  /**
   * The partners to write, as they shall be: version 1 is inserted, any other replaces the row one
   * version below.
   *
   * @return partners
   */
  public List<StoredPartner> partners() {
    return partners;
  }

  /**
   * The accounts to write, as they shall be: version 1 is inserted, any other replaces the row one
   * version below.
   *
   * @return accounts
   */
  public List<AccountRecord> accounts() {
    return accounts;
  }

  /**
   * Partners that must be at a version and stay there until the commit is through.
   *
   * @return ids and versions; version 0 for a partner that must not exist
   */
  public List<VersionedId> partnerGuards() {
    return partnerGuards;
  }

  /**
   * Accounts that must be at a version and stay there until the commit is through.
   *
   * @return ids and versions; version 0 for an account that must not have a record
   */
  public List<VersionedId> accountGuards() {
    return accountGuards;
  }

  /**
   * The limit that the commit must respect, counted without the keys it inserts and with those it
   * updates or deletes as they are afterwards.
   *
   * @return the limit, or empty
   */
  public Optional<LiveLimit> liveLimit() {
    return Optional.ofNullable(liveLimit);
  }

  /**
   * The idempotency record to insert.
   *
   * @return the record, or empty
   */
  public Optional<IdempotencyRecord> idempotency() {
    return Optional.ofNullable(idempotency);
  }

  /**
   * The oldest events of a chain to delete; the chain's head stays (rule A3).
   *
   * @return which, or empty
   */
  public Optional<ChainCut> chainCut() {
    return Optional.ofNullable(chainCut);
  }

  /**
   * The staged key to remove, which must be there (rule S3).
   *
   * @return the key's id, or empty
   */
  public Optional<String> adopts() {
    return Optional.ofNullable(adopts);
  }

  /**
   * How the seal of the chain's head follows from the one it has (rule A4).
   *
   * @return what works it out, or empty if the seal stays as it is
   */
  public Optional<SealUpdate> sealUpdate() {
    return Optional.ofNullable(sealUpdate);
  }

  /**
   * Starts a commit that is like this one but for the rows that it inserts or updates, so that they
   * can be given anew.
   *
   * @return a builder with everything of this commit but key inserts, key updates, partners and
   *     accounts
   */
  public Builder withoutRows() {
    Builder builder = new Builder(chain);
    builder.events.addAll(events);
    builder.keyDeletes.addAll(keyDeletes);
    builder.partnerGuards.addAll(partnerGuards);
    builder.accountGuards.addAll(accountGuards);
    builder.liveLimit = liveLimit;
    builder.idempotency = idempotency;
    builder.chainCut = chainCut;
    builder.adopts = adopts;
    builder.sealUpdate = sealUpdate;
    return builder;
  }

  /** Names the chain and counts what is written. */
  @Override
  public String toString() {
    return "Commit["
        + chain
        + ", "
        + events.size()
        + " events, "
        + keyInserts.size()
        + " key inserts, "
        + keyUpdates.size()
        + " key updates, "
        + keyDeletes.size()
        + " key deletes, "
        + partners.size()
        + " partners, "
        + accounts.size()
        + " accounts]";
  }

  /**
   * Builds a {@link Commit}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private final String chain;
    private final List<EventDraft> events = new ArrayList<>();
    private final List<StoredKey> keyInserts = new ArrayList<>();
    private final List<StoredKey> keyUpdates = new ArrayList<>();
    private final List<VersionedId> keyDeletes = new ArrayList<>();
    private final List<StoredPartner> partners = new ArrayList<>();
    private final List<AccountRecord> accounts = new ArrayList<>();
    private final List<VersionedId> partnerGuards = new ArrayList<>();
    private final List<VersionedId> accountGuards = new ArrayList<>();
    private @Nullable LiveLimit liveLimit;
    private @Nullable IdempotencyRecord idempotency;
    private @Nullable ChainCut chainCut;
    private @Nullable String adopts;
    private @Nullable SealUpdate sealUpdate;

    private Builder(String chain) {
      this.chain = chain;
    }

    /**
     * Appends an event.
     *
     * @param event the event
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder event(EventDraft event) {
      events.add(event);
      return this;
    }

    /**
     * Inserts a key.
     *
     * @param key a key of version 1
     * @return this builder
     * @throws IllegalArgumentException if it has another version
     */
    @CanIgnoreReturnValue
    public Builder insertKey(StoredKey key) {
      if (key.record().version() != 1) {
        throw new IllegalArgumentException(
            "an inserted key has version 1, not " + key.record().version());
      }
      keyInserts.add(key);
      return this;
    }

    /**
     * Updates a key.
     *
     * @param key the key as it shall be, its version one above the row's
     * @return this builder
     * @throws IllegalArgumentException if it has version 1
     */
    @CanIgnoreReturnValue
    public Builder updateKey(StoredKey key) {
      if (key.record().version() < 2) {
        throw new IllegalArgumentException("an updated key has version 2 or above");
      }
      keyUpdates.add(key);
      return this;
    }

    /**
     * Deletes a key.
     *
     * @param key the key at the version it must have
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder deleteKey(VersionedId key) {
      keyDeletes.add(key);
      return this;
    }

    /**
     * Writes a partner.
     *
     * @param partner the partner as it shall be
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder putPartner(StoredPartner partner) {
      partners.add(partner);
      return this;
    }

    /**
     * Writes an account.
     *
     * @param account the account as it shall be
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder putAccount(AccountRecord account) {
      accounts.add(account);
      return this;
    }

    /**
     * Demands that a partner is at a version.
     *
     * @param partner the partner
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder guardPartner(VersionedId partner) {
      partnerGuards.add(partner);
      return this;
    }

    /**
     * Demands that an account is at a version.
     *
     * @param account the account
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder guardAccount(VersionedId account) {
      accountGuards.add(account);
      return this;
    }

    /**
     * Demands that a limit is not reached.
     *
     * @param limit the limit, on the account whose id is the commit's chain
     * @return this builder
     * @throws IllegalArgumentException if the limit is on another account
     */
    @CanIgnoreReturnValue
    public Builder limit(LiveLimit limit) {
      if (!limit.accountId().equals(chain)) {
        throw new IllegalArgumentException("a limit is on the account of the commit's chain");
      }
      liveLimit = limit;
      return this;
    }

    /**
     * Inserts an idempotency record.
     *
     * @param idempotencyRecord the record
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder idempotency(IdempotencyRecord idempotencyRecord) {
      idempotency = idempotencyRecord;
      return this;
    }

    /**
     * Deletes the oldest events of a chain; the head stays (rule A3).
     *
     * @param cut which
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder cutChain(ChainCut cut) {
      chainCut = cut;
      return this;
    }

    /**
     * Removes a staged key, and demands that it is there (rule S3). Only for a store that declares
     * {@link KeySource.Capability#STAGES}.
     *
     * @param keyId the staged key
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder adopt(String keyId) {
      adopts = Checks.id("keyId", keyId);
      return this;
    }

    /**
     * Sets how the seal of the chain's head follows from the one it has (rule A4).
     *
     * @param update works it out
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder updateSeal(SealUpdate update) {
      sealUpdate = update;
      return this;
    }

    /**
     * Builds the commit.
     *
     * @return the commit
     * @throws IllegalStateException if there is no event, or if one row is named twice: written
     *     twice, guarded twice, or both
     */
    public Commit build() {
      return new Commit(this);
    }
  }
}
