package io.latchkey.contract;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.VersionedId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Valid records with defaults, so that a test says only what it is about. Stateless.
 *
 * <p>Unless a test says otherwise, a key is {@link #ACTIVE}, belongs to {@link #ACCOUNT}, is for
 * {@link #PARTNER}, opens {@link #API_TYPE} and was created at {@link #NOW}.
 *
 * @since 1.0
 */
public final class Records {

  /** The account that keys belong to. */
  public static final String ACCOUNT = "acme-inc";

  /** The partner that keys are for. */
  public static final String PARTNER = "northwind";

  /** The API type that keys open. */
  public static final String API_TYPE = "candidate_ingestion";

  /** The state that keys are in. */
  public static final String ACTIVE = "ACTIVE";

  /** When keys are created and events happen. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Records() {}

  /**
   * A key that was just created, without any optional value.
   *
   * @param keyId its id
   * @return the key at version 1
   */
  public static StoredKey key(String keyId) {
    return key(keyId, record -> {});
  }

  /**
   * A key whose record differs from the default.
   *
   * @param keyId its id
   * @param record changes the record
   * @return the key at version 1
   */
  public static StoredKey key(String keyId, Consumer<KeyRecord.Builder> record) {
    return key(keyId, record, details -> {});
  }

  /**
   * A key whose record and details differ from the default.
   *
   * @param keyId its id
   * @param record changes the record
   * @param details changes the details
   * @return the key at version 1
   */
  public static StoredKey key(
      String keyId, Consumer<KeyRecord.Builder> record, Consumer<KeyDetails.Builder> details) {
    KeyRecord.Builder recordBuilder =
        KeyRecord.builder()
            .keyId(keyId)
            .accountId(ACCOUNT)
            .partnerId(PARTNER)
            .apiType(API_TYPE)
            .brand("acme")
            .environment("live")
            .digest("sha-256", Arrays.copyOf(keyId.getBytes(StandardCharsets.UTF_8), 32))
            .permissions(List.of("candidates.create", "jobs.view"))
            .state(ACTIVE);
    KeyDetails.Builder detailsBuilder =
        KeyDetails.builder()
            .tail("7Hq2x")
            .description("Northwind: sourced candidates")
            .searchText("northwind: sourced candidates")
            .createdBy("alice")
            .createdAt(NOW)
            .permissionSource("profile:1")
            .permissionsAssignedAt(NOW);
    record.accept(recordBuilder);
    details.accept(detailsBuilder);
    return new StoredKey(recordBuilder.build(), detailsBuilder.build(), null);
  }

  /**
   * A key in which every optional value is present and no two instants are alike.
   *
   * @param keyId its id
   * @return the key at version 1, without a last use
   */
  public static StoredKey fullKey(String keyId) {
    return key(keyId, record -> record.ends(at(1), "EXPIRED").seal("1.1.seal"), Records::fill);
  }

  private static void fill(KeyDetails.Builder details) {
    details
        .labels(Map.of("team", "sourcing", "cost-centre", "4711"))
        .pendingUntil(at(2))
        .acknowledgedAt(at(3))
        .acknowledgedBy("bob")
        .expiresAt(at(4))
        .overlap(Duration.ofDays(7).plusMillis(1))
        .overlapEndsAt(at(5))
        .endedAt(at(6))
        .endedBy("carol")
        .endReason("revoked")
        .endNote("seen in a public repository")
        .predecessorId("the-one-before")
        .successorId("the-one-after")
        .revealNumber(3)
        .permissionsAssignedAt(at(7));
  }

  /**
   * The next version of a key.
   *
   * @param key the key as it stands
   * @return the same key, its version one higher
   */
  public static StoredKey next(StoredKey key) {
    return next(key, record -> {});
  }

  /**
   * The next version of a key, with changes to the record.
   *
   * @param key the key as it stands
   * @param record changes the record
   * @return the key as it shall be
   */
  public static StoredKey next(StoredKey key, Consumer<KeyRecord.Builder> record) {
    return next(key, record, details -> {});
  }

  /**
   * The next version of a key, with changes to record and details.
   *
   * @param key the key as it stands
   * @param record changes the record
   * @param details changes the details
   * @return the key as it shall be
   */
  public static StoredKey next(
      StoredKey key, Consumer<KeyRecord.Builder> record, Consumer<KeyDetails.Builder> details) {
    KeyRecord.Builder recordBuilder = key.record().toBuilder().version(key.record().version() + 1);
    KeyDetails.Builder detailsBuilder = key.details().toBuilder();
    record.accept(recordBuilder);
    details.accept(detailsBuilder);
    return new StoredKey(
        recordBuilder.build(), detailsBuilder.build(), key.lastUsedAt().orElse(null));
  }

  /**
   * A key as it reads after a use.
   *
   * @param key the key
   * @param usedAt its last use
   * @return the same key with that last use
   */
  public static StoredKey used(StoredKey key, Instant usedAt) {
    return new StoredKey(key.record(), key.details(), usedAt);
  }

  /**
   * Names a key and its version.
   *
   * @param key the key
   * @return its id and version
   */
  public static VersionedId versionOf(StoredKey key) {
    return new VersionedId(key.record().keyId(), key.record().version());
  }

  /**
   * A partner.
   *
   * @param id its id
   * @param version its version
   * @return an active partner
   */
  public static StoredPartner partner(String id, long version) {
    return partner(new PartnerRecord(id, ACTIVE, version));
  }

  /**
   * A partner around a record.
   *
   * @param record what a verdict reads
   * @return the partner, its document naming the id and the version
   */
  public static StoredPartner partner(PartnerRecord record) {
    return new StoredPartner(
        record, "{\"name\":\"" + record.id() + "\",\"revision\":" + record.version() + "}");
  }

  /**
   * An account's record.
   *
   * @param id the account
   * @param version its version
   * @return the record of a suspended account
   */
  public static AccountRecord account(String id, long version) {
    return new AccountRecord(id, "SUSPENDED", version);
  }

  /**
   * An event.
   *
   * @param type what happened
   * @return the event, with one detail
   */
  public static EventDraft event(String type) {
    return new EventDraft(
        NOW, "user", "alice", type, "key", "k1", new TreeMap<>(Map.of("from", "test")));
  }

  /**
   * A commit in the chain of {@link #ACCOUNT} that has its event already.
   *
   * @return a builder that can be built as it is
   */
  public static Commit.Builder commit() {
    return commit(ACCOUNT);
  }

  /**
   * A commit that has its event already.
   *
   * @param chain the chain that the event goes to
   * @return a builder that can be built as it is
   */
  public static Commit.Builder commit(String chain) {
    return Commit.builder(chain).event(event("changed"));
  }

  /**
   * A limit on the default account, partner and API type at {@link #NOW}, counting active keys.
   *
   * @param max the number that must not be reached yet
   * @return the limit
   */
  public static LiveLimit limit(int max) {
    return new LiveLimit(ACCOUNT, PARTNER, API_TYPE, Set.of(ACTIVE), NOW, max);
  }

  /**
   * An idempotency scope of the default account.
   *
   * @param idempotencyKey the key that the caller chose
   * @return the scope
   */
  public static IdempotencyScope scope(String idempotencyKey) {
    return new IdempotencyScope(ACCOUNT, "alice", "create", idempotencyKey);
  }

  /**
   * An idempotency record that holds for a day.
   *
   * @param scope its scope
   * @param createdAt when it was made
   * @return the record
   */
  public static IdempotencyRecord idempotency(IdempotencyScope scope, Instant createdAt) {
    return new IdempotencyRecord(
        scope, "fingerprint", "k1", createdAt, createdAt.plus(Duration.ofDays(1)));
  }

  /**
   * An instant some days after {@link #NOW}, with milliseconds that a coarse store would lose.
   *
   * @param days how many days
   * @return the instant
   */
  public static Instant at(int days) {
    return NOW.plus(Duration.ofDays(days)).plusMillis(days * 111L);
  }
}
