package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Map;

/** Ends keys: by revocation, and by recording that time did. */
final class Endings {

  private Endings() {}

  /**
   * Revokes a live key. For one that time has ended, the end is recorded, so that no clock can
   * bring it back.
   */
  static Plan<KeyInfo> revoke(
      KeyAccess.Found found, Events.Who who, Revocation revocation, Instant now) {
    StoredKey key = found.key();
    if (KeyRows.due(key, now)) {
      StoredKey ended = recorded(key, now);
      Commit commit =
          Commit.builder(key.record().accountId())
              .guardAccount(found.account().guard())
              .updateKey(ended)
              .event(recordedEvent(ended, now))
              .build();
      return Plan.commit(commit, () -> new KeyInfo(ended, found.type(), now));
    }
    if (found.state(now).terminal()) {
      return Plan.unchanged(found.info(now), found.key());
    }
    StoredKey revoked = revoked(key, who, revocation, now);
    Commit.Builder commit = Commit.builder(key.record().accountId()).updateKey(revoked);
    commit.guardAccount(found.account().guard());
    commit.event(revokedEvent(revoked, who, revocation, now));
    return Plan.commit(commit.build(), () -> new KeyInfo(revoked, found.type(), now));
  }

  static StoredKey revoked(StoredKey key, Events.Who who, Revocation revocation, Instant now) {
    StoredKey ended =
        LifeCycle.ended(key, KeyState.REVOKED, now, who.id(), revocation.reason().code());
    KeyDetails details =
        ended.details().toBuilder().endNote(revocation.note().orElse(null)).build();
    return new StoredKey(ended.record(), details, key.lastUsedAt().orElse(null));
  }

  static EventDraft revokedEvent(
      StoredKey key, Events.Who who, Revocation revocation, Instant now) {
    return Events.by(
        who,
        now,
        "key_revoked",
        Events.KEY,
        key.record().keyId(),
        Map.of("partner", key.record().partnerId(), "reason", revocation.reason().code()));
  }

  /** The key with the end that time brought written into it. */
  static StoredKey recorded(StoredKey key, Instant now) {
    KeyState end = KeyRows.state(key, now);
    return LifeCycle.ended(key, end, now, Events.SYSTEM_ID, end.code());
  }

  static EventDraft recordedEvent(StoredKey ended, Instant now) {
    return Events.system(
        now,
        "key_" + ended.record().state(),
        Events.KEY,
        ended.record().keyId(),
        Map.of("partner", ended.record().partnerId()));
  }
}
