package io.latchkey;

import io.latchkey.spi.KeyRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes index slots of records. What is not known here is never granted, and is logged when a
 * version of a record is first read. Guarded by the lock of the index.
 */
final class RecordReader {

  private static final Logger log = LoggerFactory.getLogger(RecordReader.class);

  private final VerifierSettings settings;
  private final OwnerNodes owners;
  private final Map<String, KeyPrefix> prefixes = new HashMap<>();

  /** Each terms once: many keys have the same. */
  private final Map<KeyTerms, KeyTerms> terms = new HashMap<>();

  RecordReader(VerifierSettings settings, OwnerNodes owners) {
    this.settings = settings;
    this.owners = owners;
  }

  /** Makes the slot of a record whose id is of the right form. */
  IndexSlot read(KeyRecord record, IndexSlot.Place place) {
    KeyLife life = KeyLife.of(record);
    IndexSlot slot = read(record, place, life);
    slot.endIf(life.recordedEnd());
    return slot;
  }

  private IndexSlot read(KeyRecord record, IndexSlot.Place place, KeyLife life) {
    ApiType type = settings.typesByName().get(record.apiType());
    if (type == null) {
      return unreadable(record, place, "API type", record.apiType());
    }
    if (!Identifiers.isWord(record.brand()) || !Identifiers.isWord(record.environment())) {
      return unreadable(
          record, place, "brand or environment", record.brand() + " " + record.environment());
    }
    byte[] digest = record.digest();
    if (!record.digestAlgorithm().equals(KeyDigest.ALGORITHM)
        || digest.length != KeyDigest.LENGTH) {
      return unreadable(record, place, "digest", record.digestAlgorithm());
    }
    Optional<OwnerNodes.Owners> owned = owners.of(record);
    if (owned.isEmpty()) {
      return unreadable(
          record, place, "account or partner", record.accountId() + " " + record.partnerId());
    }
    if (life.isUnreadable()) {
      warn(record, "state", record.state() + " " + record.endState().orElse(""));
    }
    KeyTerms keyTerms = terms(record, type, life, owned.get().partner());
    return new VerifiedKey(place, keyTerms, owned.get().account(), digest, life.endsAtMillis());
  }

  private KeyPrefix prefix(KeyRecord record, ApiType type) {
    return prefixes.computeIfAbsent(
        KeyFormat.prefix(record.brand(), type.code(), record.environment()),
        text -> new KeyPrefix(record.brand(), type.code(), record.environment(), settings));
  }

  private KeyTerms terms(
      KeyRecord record, ApiType type, KeyLife life, StatusNode<PartnerId> partner) {
    KeyTerms fresh =
        new KeyTerms(
            prefix(record, type),
            type,
            permissionBits(record, type),
            life.refusal(),
            life.end(),
            partner,
            owners.openAccounts());
    KeyTerms known = terms.putIfAbsent(fresh, fresh);
    return known == null ? fresh : known;
  }

  /** Forgets what keys had in common, so that what none has any more is not kept. */
  void forget() {
    terms.clear();
  }

  private static long permissionBits(KeyRecord record, ApiType type) {
    long bits = 0;
    for (String name : record.permissions()) {
      Optional<Permission> permission = type.find(name);
      if (permission.isEmpty()) {
        warn(record, "permission", name);
      } else {
        bits |= permission.get().bit();
      }
    }
    return bits;
  }

  private static UnreadableKey unreadable(
      KeyRecord record, IndexSlot.Place place, String what, String value) {
    warn(record, what, value);
    return new UnreadableKey(place, RejectionReason.KEY_UNREADABLE);
  }

  private static void warn(KeyRecord record, String what, String value) {
    log.warn(
        "key {}: {} not known here, not granted: {}", record.keyId(), what, Texts.printable(value));
  }
}
