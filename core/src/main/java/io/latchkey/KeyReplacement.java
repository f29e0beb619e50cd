package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Replaces a key by a successor. */
final class KeyReplacement {

  private final Engine engine;
  private final KeyAccess access;
  private final KeyMaker maker;
  private final Repetition repetition;
  private final PermissionRules rules;

  KeyReplacement(Engine engine, KeyAccess access, KeyMaker maker, PermissionRules rules) {
    this.engine = engine;
    this.access = access;
    this.maker = maker;
    this.repetition = new Repetition(engine, maker);
    this.rules = rules;
  }

  IssuedKey replace(Actor actor, Replacement request) {
    return engine
        .transactions()
        .run(Operation.REPLACE_KEY.code(), now -> plan(actor, request, now));
  }

  private Plan<IssuedKey> plan(Actor actor, Replacement request, Instant now) {
    KeyAccess.Found original = access.require(actor, Operation.REPLACE_KEY, request.original());
    engine.checks().replacement(request, now);
    Optional<Idempotency> idempotency =
        Idempotency.of(
            actor, Operation.REPLACE_KEY, request.idempotencyKey(), Fingerprint.of(request));
    Optional<KeyId> earlier = idempotency.flatMap(once -> once.earlier(engine.store(), now));
    if (earlier.isPresent()) {
      return repetition.answer(actor, earlier.get(), original.account(), now);
    }
    requireReplaceable(original, now);
    rules.requireEntitled(actor.account(), original.type());
    PermissionRules.Subject partner = rules.forSuccessor(original.key().record(), original.type());
    KeyMaker.Made successor =
        maker.make(blueprint(actor, request, original, partner.assignment(), now), now);
    PermissionChange change = change(original, successor, now);
    StoredKey replaced = replaced(actor, request, original, successor, now);

    Commit.Builder commit =
        Commit.builder(actor.account().value()).insertKey(successor.key()).updateKey(replaced);
    commit.guardAccount(original.account().guard());
    partner.guard().ifPresent(commit::guardPartner);
    idempotency.ifPresent(once -> commit.idempotency(once.record(successor.id(), now)));
    commit.event(created(actor, successor, change, now));
    commit.event(started(actor, request, replaced, successor, now));
    if (request.revokesAtOnce()) {
      commit.event(Endings.revokedEvent(replaced, Events.Who.of(actor), atOnce(), now));
    }
    return Plan.commit(commit.build(), () -> open(successor, change, request, now))
        .orElse(() -> successor.secret().wipe());
  }

  private IssuedKey open(
      KeyMaker.Made successor, PermissionChange change, Replacement request, Instant now) {
    if (request.revokesAtOnce()) {
      engine.reveals().end(request.original());
    }
    return maker.open(successor, change, now);
  }

  private void requireReplaceable(KeyAccess.Found original, Instant now) {
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

  private KeyMaker.Blueprint blueprint(
      Actor actor,
      Replacement request,
      KeyAccess.Found original,
      Assignment assignment,
      Instant now) {
    KeyDetails details = original.key().details();
    return new KeyMaker.Blueprint(
        actor,
        original.type(),
        new PartnerId(original.key().record().partnerId()),
        original.key().record().environment(),
        request.description().orElse(details.description()),
        details.labels(),
        assignment,
        end(request.term(), details, now).orElse(null),
        original.id(),
        request.overlap().map(overlap -> overlap.truncatedTo(ChronoUnit.MILLIS)).orElse(null));
  }

  /** A fresh full term: as long as the original's was, within the host's maximum of today. */
  private Optional<Instant> end(Term term, KeyDetails original, Instant now) {
    if (!term.isHostDefault() || original.expiresAt().isEmpty()) {
      return maker.end(term, now);
    }
    Duration full = Duration.between(original.createdAt(), original.expiresAt().get());
    Duration max = engine.settings().maxTerm();
    return Term.of(max != null && full.compareTo(max) > 0 ? max : full).endFrom(now);
  }

  private StoredKey replaced(
      Actor actor,
      Replacement request,
      KeyAccess.Found original,
      KeyMaker.Made successor,
      Instant now) {
    StoredKey key = original.key();
    KeyDetails linked = key.details().toBuilder().successorId(successor.id().value()).build();
    StoredKey open = new StoredKey(key.record(), linked, key.lastUsedAt().orElse(null));
    return request.revokesAtOnce()
        ? Endings.revoked(open, Events.Who.of(actor), atOnce(), now)
        : LifeCycle.next(open, original.state(now), linked);
  }

  private static Revocation atOnce() {
    return Revocation.because(RevocationReason.REPLACED);
  }

  private static PermissionChange change(
      KeyAccess.Found original, KeyMaker.Made successor, Instant now) {
    Set<Permission> before = KeyRows.permissions(original.key().record(), original.type());
    return new PermissionChange(successor.id(), before, successor.info(now).permissions());
  }

  private static EventDraft created(
      Actor actor, KeyMaker.Made successor, PermissionChange change, Instant now) {
    Map<String, String> facts = KeyMaker.facts(successor.key());
    facts.put("permissions_added", names(change.added()));
    facts.put("permissions_removed", names(change.removed()));
    return Events.actor(now, actor, "key_created", Events.KEY, successor.id().value(), facts);
  }

  private static EventDraft started(
      Actor actor, Replacement request, StoredKey replaced, KeyMaker.Made successor, Instant now) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("successor", successor.id().value());
    facts.put(
        "ends",
        request.revokesAtOnce()
            ? "now"
            : request.overlap().map(Duration::toString).orElse("when_revoked"));
    return Events.actor(
        now, actor, "key_replacement_started", Events.KEY, replaced.record().keyId(), facts);
  }

  static String names(Set<Permission> permissions) {
    StringBuilder names = new StringBuilder();
    permissions.forEach(
        permission -> names.append(names.isEmpty() ? "" : " ").append(permission.name()));
    return names.toString();
  }
}
