package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.RefusalReason;
import io.latchkey.RefusedException;
import io.latchkey.UserLevel;
import io.latchkey.VerifiedKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Finds what bounds a key. Thread-safe. What a key replaces never changes, so each key is looked up
 * once.
 */
@Component
class Boundaries {

  /** Who looks keys up here; nobody signs in as it. */
  private static final ActorId SELF = ActorId.of("partner-api");

  private static final Set<?> SHARED = Set.of(Partner.UNLISTED_VENDOR.id(), Partner.CUSTOM.id());

  private final Latchkey latchkey;
  private final Map<KeyId, Boundary> known = new ConcurrentHashMap<>();

  Boundaries(Latchkey latchkey) {
    this.latchkey = latchkey;
  }

  /**
   * Finds what bounds a key.
   *
   * @param key the key of a request
   * @return its boundary
   */
  Boundary of(VerifiedKey key) {
    Boundary boundary = known.get(key.keyId());
    if (boundary == null) {
      boolean shared = SHARED.contains(key.partnerId());
      boundary = new Boundary(key.accountId(), key.partnerId(), firstOf(key), shared);
      known.put(key.keyId(), boundary);
    }
    return boundary;
  }

  private KeyId firstOf(VerifiedKey key) {
    Actor self = Actor.of(key.accountId(), SELF, UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
    KeyId first = key.keyId();
    Optional<KeyId> before = predecessor(self, first);
    while (before.isPresent()) {
      first = before.get();
      before = predecessor(self, first);
    }
    return first;
  }

  /** A key that was purged ends the row. */
  private Optional<KeyId> predecessor(Actor self, KeyId id) {
    try {
      return latchkey.keys().find(self, id).predecessor();
    } catch (RefusedException e) {
      if (e.reason() == RefusalReason.KEY_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
