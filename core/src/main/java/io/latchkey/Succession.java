package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a replacement demands of the original and makes of both keys. */
final class Succession {

  private final Engine engine;

  Succession(Engine engine) {
    this.engine = engine;
  }

  /**
   * One replacement.
   *
   * @param original the key replaced, as it is now
   * @param successor its successor, as it is to be
   * @param atOnce whether the original is revoked in the same commit
   * @param who who replaces it
   */
  record Step(KeyAccess.Found original, StoredKey successor, boolean atOnce, Events.Who who) {}

  void requireReplaceable(KeyAccess.Found original, Instant now) {
    KeyState state = original.state(now);
    LifeCycle.Ruling ruling = LifeCycle.rule(Operation.REPLACE_KEY, state);
    if (ruling != LifeCycle.Ruling.PROCEED) {
      throw ruling.refusal(original.id(), state);
    }
    KeyDetails details = original.key().details();
    refuseWhileLive(original, details.successorId(), "is being replaced by", now);
    refuseWhileLive(original, details.predecessorId(), "still overlaps with its original", now);
  }

  private void refuseWhileLive(
      KeyAccess.Found key, Optional<String> otherId, String how, Instant now) {
    Optional<StoredKey> other =
        otherId
            .flatMap(id -> engine.store().findKey(key.key().record().accountId(), id))
            .filter(found -> KeyRows.state(found, now).live());
    if (other.isPresent()) {
      throw new RefusedException(
          RefusalReason.REPLACEMENT_OPEN,
          "key " + key.id() + " " + how + " " + other.get().record().keyId(),
          key.id());
    }
  }

  /** What the successor may do compared with the original. */
  static PermissionChange change(KeyAccess.Found original, StoredKey successor) {
    ApiType type = original.type();
    return new PermissionChange(
        new KeyId(successor.record().keyId()),
        KeyRows.permissions(original.key().record(), type),
        KeyRows.permissions(successor.record(), type));
  }

  /** Both keys and their events. */
  static void write(Commit.Builder commit, Step step, Instant now) {
    StoredKey replaced = replaced(step, now);
    commit.insertKey(step.successor()).updateKey(replaced);
    commit.event(created(step, now));
    commit.event(started(step, replaced, now));
    if (step.atOnce()) {
      commit.event(Endings.revokedEvent(replaced, step.who(), atOnce(), now));
    }
  }

  private static StoredKey replaced(Step step, Instant now) {
    StoredKey key = step.original().key();
    KeyDetails linked =
        key.details().toBuilder().successorId(step.successor().record().keyId()).build();
    StoredKey open = new StoredKey(key.record(), linked, key.lastUsedAt().orElse(null));
    return step.atOnce()
        ? Endings.revoked(open, step.who(), atOnce(), now)
        : LifeCycle.next(open, step.original().state(now), linked);
  }

  private static Revocation atOnce() {
    return Revocation.because(RevocationReason.REPLACED);
  }

  private static EventDraft created(Step step, Instant now) {
    PermissionChange change = change(step.original(), step.successor());
    Map<String, String> facts = KeyMaker.facts(step.successor(), now);
    facts.put("permissions_added", names(change.added()));
    facts.put("permissions_removed", names(change.removed()));
    String id = step.successor().record().keyId();
    return Events.by(step.who(), now, "key_created", Events.KEY, id, facts);
  }

  private static EventDraft started(Step step, StoredKey replaced, Instant now) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("successor", step.successor().record().keyId());
    facts.put(
        "ends",
        step.atOnce()
            ? "now"
            : step.successor().details().overlap().map(Duration::toString).orElse("when_revoked"));
    String id = replaced.record().keyId();
    return Events.by(step.who(), now, "key_replacement_started", Events.KEY, id, facts);
  }

  static String names(Set<Permission> permissions) {
    StringBuilder names = new StringBuilder();
    permissions.forEach(
        permission -> names.append(names.isEmpty() ? "" : " ").append(permission.name()));
    return names.toString();
  }
}
