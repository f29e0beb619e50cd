package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers a request that was made before with the same idempotency key, without any secret having
 * been stored.
 */
final class Repetition {

  private final Engine engine;
  private final KeyMaker maker;

  Repetition(Engine engine, KeyMaker maker) {
    this.engine = engine;
    this.maker = maker;
  }

  Plan<IssuedKey> answer(Actor actor, KeyId made, AccountState account, Instant now) {
    Optional<StoredKey> stored = engine.store().findKey(actor.account().value(), made.value());
    Optional<ApiType> type = stored.flatMap(key -> engine.types().byName(key.record().apiType()));
    if (stored.isEmpty() || type.isEmpty()) {
      throw refusal(RefusalReason.KEY_ENDED, made, "was removed");
    }
    StoredKey key = stored.get();
    KeyState state = KeyRows.state(key, now);
    if (state == KeyState.ABANDONED) {
      throw refusal(RefusalReason.ABANDONED, made, "was not acknowledged in time");
    }
    if (state.terminal()) {
      throw refusal(RefusalReason.KEY_ENDED, made, "is " + state.code());
    }
    Optional<IssuedKey> open = engine.reveals().find(made, key.details().revealNumber());
    if (key.details().acknowledgedAt().isEmpty() && open.isPresent()) {
      return Plan.unchanged(open.get());
    }
    if (state != KeyState.PENDING) {
      throw refusal(RefusalReason.ALREADY_ISSUED, made, "was made by this request before");
    }
    return renew(actor, key, type.get(), account, now);
  }

  private Plan<IssuedKey> renew(
      Actor actor, StoredKey key, ApiType type, AccountState account, Instant now) {
    PermissionChange change = change(key, type);
    KeyMaker.Made made = maker.renew(key, type, now);
    String number = Integer.toString(made.key().details().revealNumber());
    Commit commit =
        Commit.builder(actor.account().value())
            .guardAccount(account.guard())
            .updateKey(made.key())
            .event(
                Events.actor(
                    now,
                    actor,
                    "key_reveal_renewed",
                    Events.KEY,
                    made.id().value(),
                    Map.of("reveal", number)))
            .build();
    return Plan.commit(commit, () -> maker.open(made, change, now))
        .orElse(() -> made.secret().wipe());
  }

  private PermissionChange change(StoredKey key, ApiType type) {
    Set<Permission> before =
        key.details()
            .predecessorId()
            .flatMap(id -> engine.store().findKey(key.record().accountId(), id))
            .map(original -> KeyRows.permissions(original.record(), type))
            .orElse(Set.of());
    KeyId id = new KeyId(key.record().keyId());
    return new PermissionChange(id, before, KeyRows.permissions(key.record(), type));
  }

  private static RefusedException refusal(RefusalReason reason, KeyId key, String what) {
    return new RefusedException(reason, "key " + key + " " + what, key);
  }
}
