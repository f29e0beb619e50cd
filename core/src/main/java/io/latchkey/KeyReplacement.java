package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Replaces a key by a successor. */
final class KeyReplacement {

  private final Engine engine;
  private final KeyAccess access;
  private final KeyMaker maker;
  private final Repetition repetition;
  private final PermissionRules rules;
  private final Succession succession;

  KeyReplacement(Engine engine, KeyAccess access, KeyMaker maker, PermissionRules rules) {
    this.engine = engine;
    this.access = access;
    this.maker = maker;
    this.repetition = new Repetition(engine, maker);
    this.rules = rules;
    this.succession = new Succession(engine);
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
    PermissionRules.Subject partner = partner(actor, original, now);
    KeyMaker.Made successor =
        maker.make(blueprint(actor, request, original, partner.assignment(), now), now);
    Commit.Builder commit = Commit.builder(actor.account().value());
    commit.guardAccount(original.account().guard());
    partner.guard().ifPresent(commit::guardPartner);
    idempotency.ifPresent(once -> commit.idempotency(once.record(successor.id(), now)));
    Succession.write(
        commit,
        new Succession.Step(
            original, successor.key(), request.revokesAtOnce(), Events.Who.of(actor)),
        now);
    PermissionChange change = Succession.change(original, successor.key());
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

  /** The same decision for a successor that is to be staged: nothing is guarded or written. */
  KeyDraft draft(Actor actor, Replacement request, Instant now) {
    KeyAccess.Found original = access.require(actor, Operation.REPLACE_KEY, request.original());
    engine.checks().stagedReplacement(request, now);
    PermissionRules.Subject partner = partner(actor, original, now);
    KeyMaker.Made successor =
        maker.makePending(blueprint(actor, request, original, partner.assignment(), now), now);
    return new KeyDraft(successor, Succession.change(original, successor.key()));
  }

  private PermissionRules.Subject partner(Actor actor, KeyAccess.Found original, Instant now) {
    succession.requireReplaceable(original, now);
    rules.requireEntitled(actor.account(), original.type());
    return rules.forSuccessor(original.key().record(), original.type());
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
}
