package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The operations that change one key: acknowledge, disable, enable, revoke, describe, set the
 * expiry.
 */
final class KeyChanges {

  private final Engine engine;
  private final KeyAccess access;

  KeyChanges(Engine engine, KeyAccess access) {
    this.engine = engine;
    this.access = access;
  }

  KeyInfo acknowledge(Actor actor, KeyId keyId, int revealNumber) {
    KeyInfo acknowledged =
        engine
            .transactions()
            .run(
                Operation.ACKNOWLEDGE_KEY.code(),
                now -> {
                  KeyAccess.Found found = access.require(actor, Operation.ACKNOWLEDGE_KEY, keyId);
                  return acknowledge(actor, found, revealNumber, now);
                });
    engine.reveals().end(keyId);
    return acknowledged;
  }

  private Plan<KeyInfo> acknowledge(
      Actor actor, KeyAccess.Found found, int revealNumber, Instant now) {
    KeyDetails details = found.key().details();
    KeyState state = found.state(now);
    if (!engine.settings().anyoneMayAcknowledge()
        && !details.createdBy().equals(actor.id().value())) {
      throw engine.authorizer().notTheCreator(actor, found.id());
    }
    Optional<RefusalReason> refused = Adoption.refusalOf(found.key());
    if (refused.isPresent()) {
      throw new RefusedException(
          refused.get(),
          "key " + found.id() + " could not be had when its transaction had committed",
          found.id());
    }
    LifeCycle.Ruling ruling = LifeCycle.rule(Operation.ACKNOWLEDGE_KEY, state);
    if (ruling != LifeCycle.Ruling.PROCEED && ruling != LifeCycle.Ruling.SAME) {
      throw ruling.refusal(found.id(), state);
    }
    if (details.revealNumber() != revealNumber) {
      throw new RefusedException(
          RefusalReason.SUPERSEDED,
          "key " + found.id() + " is at reveal " + details.revealNumber() + ", not " + revealNumber,
          found.id());
    }
    if (details.acknowledgedAt().isPresent()) {
      return Plan.unchanged(found.info(now), found.key());
    }
    KeyDetails acknowledged =
        details.toBuilder()
            .pendingUntil(null)
            .acknowledgedAt(now)
            .acknowledgedBy(actor.id().value())
            .build();
    // A host that activates on create may have disabled the key since.
    KeyState next = state == KeyState.DISABLED ? KeyState.DISABLED : KeyState.ACTIVE;
    StoredKey key = LifeCycle.next(found.key(), next, acknowledged);
    Commit.Builder commit =
        change(found, key)
            .event(
                event(
                    actor,
                    now,
                    "key_acknowledged",
                    key,
                    Map.of("reveal", Integer.toString(revealNumber))));
    startOverlap(actor, key, commit, now);
    return Plan.commit(commit.build(), () -> new KeyInfo(key, found.type(), now));
  }

  /**
   * The overlap of a replacement runs from the successor's acknowledgement; it never lengthens the
   * original's life.
   */
  private void startOverlap(Actor actor, StoredKey successor, Commit.Builder commit, Instant now) {
    Optional<StoredKey> original =
        successor
            .details()
            .predecessorId()
            .flatMap(id -> engine.store().findKey(successor.record().accountId(), id))
            .filter(key -> KeyRows.state(key, now).live());
    if (original.isEmpty() || successor.details().overlap().isEmpty()) {
      return;
    }
    StoredKey key = original.get();
    Instant planned = now.plus(successor.details().overlap().get());
    Instant end =
        Instants.earliest(key.details().overlapEndsAt().orElse(null), planned).orElse(planned);
    KeyDetails details = key.details().toBuilder().overlapEndsAt(end).build();
    StoredKey ending = LifeCycle.next(key, KeyRows.state(key, now), details);
    commit.updateKey(ending);
    commit.event(
        event(
            actor,
            now,
            "key_overlap_started",
            ending,
            Map.of("successor", successor.record().keyId(), "ends_at", end.toString())));
  }

  KeyInfo disable(Actor actor, KeyId keyId) {
    return turn(actor, keyId, Operation.DISABLE_KEY, KeyState.DISABLED, "key_disabled");
  }

  KeyInfo enable(Actor actor, KeyId keyId) {
    return turn(actor, keyId, Operation.ENABLE_KEY, KeyState.ACTIVE, "key_enabled");
  }

  private KeyInfo turn(Actor actor, KeyId keyId, Operation operation, KeyState to, String event) {
    return run(
        actor,
        keyId,
        operation,
        (found, now) -> {
          StoredKey key = LifeCycle.next(found.key(), to, found.key().details());
          return plan(found, key, event(actor, now, event, key, Map.of()), now);
        });
  }

  KeyInfo changeDescription(Actor actor, KeyId keyId, String description) {
    String trimmed = description.strip();
    return run(
        actor,
        keyId,
        Operation.CHANGE_DESCRIPTION,
        (found, now) -> {
          engine.checks().description(trimmed);
          KeyDetails old = found.key().details();
          if (old.description().equals(trimmed)) {
            return Plan.unchanged(found.info(now), found.key());
          }
          KeyDetails details =
              old.toBuilder()
                  .description(trimmed)
                  .searchText(RequestChecks.searchText(trimmed))
                  .build();
          StoredKey key = LifeCycle.next(found.key(), found.state(now), details);
          return plan(found, key, event(actor, now, "key_description_updated", key, Map.of()), now);
        });
  }

  KeyInfo changeExpiry(Actor actor, KeyId keyId, @Nullable Instant expiresAt) {
    Term term = expiresAt == null ? Term.unlimited() : Term.until(expiresAt);
    return run(
        actor,
        keyId,
        Operation.CHANGE_EXPIRY,
        (found, now) -> {
          Instant end = engine.checks().expiry(term, now).orElse(null);
          KeyDetails old = found.key().details();
          if (old.expiresAt().equals(Optional.ofNullable(end))) {
            return Plan.unchanged(found.info(now), found.key());
          }
          Map<String, String> facts = new TreeMap<>();
          facts.put("from", old.expiresAt().map(Instant::toString).orElse("never"));
          facts.put("to", end == null ? "never" : end.toString());
          StoredKey key =
              LifeCycle.next(found.key(), found.state(now), old.toBuilder().expiresAt(end).build());
          return plan(found, key, event(actor, now, "key_expiry_updated", key, facts), now);
        });
  }

  KeyInfo revoke(Actor actor, KeyId keyId, Revocation revocation) {
    KeyInfo revoked =
        engine
            .transactions()
            .run(
                Operation.REVOKE_KEY.code(),
                now -> {
                  KeyAccess.Found found = access.require(actor, Operation.REVOKE_KEY, keyId);
                  engine.checks().note(revocation);
                  return Endings.revoke(found, Events.Who.of(actor), revocation, now);
                });
    engine.reveals().end(keyId);
    return revoked;
  }

  private interface Change {
    Plan<KeyInfo> plan(KeyAccess.Found found, Instant now);
  }

  private KeyInfo run(Actor actor, KeyId keyId, Operation operation, Change change) {
    return engine
        .transactions()
        .run(
            operation.code(),
            now -> {
              KeyAccess.Found found = access.require(actor, operation, keyId);
              KeyState state = found.state(now);
              return switch (LifeCycle.rule(operation, state)) {
                case PROCEED -> change.plan(found, now);
                case SAME -> Plan.unchanged(found.info(now), found.key());
                case NOT_ACKNOWLEDGED ->
                    throw LifeCycle.Ruling.NOT_ACKNOWLEDGED.refusal(found.id(), state);
                case KEY_ENDED -> throw LifeCycle.Ruling.KEY_ENDED.refusal(found.id(), state);
                case ABANDONED -> throw LifeCycle.Ruling.ABANDONED.refusal(found.id(), state);
              };
            });
  }

  private static Plan<KeyInfo> plan(
      KeyAccess.Found found, StoredKey key, EventDraft event, Instant now) {
    Commit commit = change(found, key).event(event).build();
    return Plan.commit(commit, () -> new KeyInfo(key, found.type(), now));
  }

  private static Commit.Builder change(KeyAccess.Found found, StoredKey key) {
    return Commit.builder(key.record().accountId())
        .guardAccount(found.account().guard())
        .updateKey(key);
  }

  private static EventDraft event(
      Actor actor, Instant now, String type, StoredKey key, Map<String, String> facts) {
    return Events.actor(now, actor, type, Events.KEY, key.record().keyId(), facts);
  }
}
