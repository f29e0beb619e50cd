package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Optional;

/** Creates keys. */
final class KeyCreation {

  private final Engine engine;
  private final KeyAccess access;
  private final KeyMaker maker;
  private final Repetition repetition;
  private final PermissionRules rules;

  KeyCreation(Engine engine, KeyAccess access, KeyMaker maker, PermissionRules rules) {
    this.engine = engine;
    this.access = access;
    this.maker = maker;
    this.repetition = new Repetition(engine, maker);
    this.rules = rules;
  }

  IssuedKey create(Actor actor, NewKey request) {
    engine.types().requireKnown(request.apiType());
    return engine.transactions().run(Operation.CREATE_KEY.code(), now -> plan(actor, request, now));
  }

  private Plan<IssuedKey> plan(Actor actor, NewKey request, Instant now) {
    engine.authorizer().actor(actor, Operation.CREATE_KEY, request.apiType());
    engine.checks().newKey(request, now);
    AccountState account = access.account(actor.account(), Operation.CREATE_KEY);
    Optional<Idempotency> idempotency =
        Idempotency.of(
            actor, Operation.CREATE_KEY, request.idempotencyKey(), Fingerprint.of(request));
    Optional<KeyId> earlier = idempotency.flatMap(once -> once.earlier(engine.store(), now));
    if (earlier.isPresent()) {
      return repetition.answer(actor, earlier.get(), account, now);
    }
    PermissionRules.Subject partner = partner(actor, request);
    KeyMaker.Made made = maker.make(blueprint(actor, request, partner.assignment(), now), now);
    Commit.Builder commit = Commit.builder(actor.account().value()).insertKey(made.key());
    commit.guardAccount(account.guard());
    partner.guard().ifPresent(commit::guardPartner);
    LiveLimits.of(made.key().record(), engine.settings(), now).ifPresent(commit::limit);
    idempotency.ifPresent(once -> commit.idempotency(once.record(made.id(), now)));
    commit.event(createdEvent(made.key(), now));
    return Plan.commit(commit.build(), () -> maker.open(made, null, now))
        .orElse(() -> made.secret().wipe());
  }

  /** The same decision for a key that is to be staged: nothing is guarded and nothing written. */
  KeyDraft draft(Actor actor, NewKey request, Instant now) {
    engine.authorizer().actor(actor, Operation.CREATE_KEY, request.apiType());
    engine.checks().newStagedKey(request, now);
    access.account(actor.account(), Operation.CREATE_KEY);
    PermissionRules.Subject partner = partner(actor, request);
    return new KeyDraft(
        maker.makePending(blueprint(actor, request, partner.assignment(), now), now), null);
  }

  static EventDraft createdEvent(StoredKey key, Instant now) {
    return Events.by(
        Events.Who.creator(key),
        now,
        "key_created",
        Events.KEY,
        key.record().keyId(),
        KeyMaker.facts(key, now));
  }

  private PermissionRules.Subject partner(Actor actor, NewKey request) {
    rules.requireEntitled(actor.account(), request.apiType());
    return rules.forNewKey(request.partner(), request.apiType());
  }

  private KeyMaker.Blueprint blueprint(
      Actor actor, NewKey request, Assignment assignment, Instant now) {
    return new KeyMaker.Blueprint(
        actor,
        request.apiType(),
        request.partner(),
        request.environment().orElse(engine.settings().environments().get(0)),
        request.description(),
        request.labels(),
        assignment,
        maker.end(request.term(), now).orElse(null),
        null,
        null);
  }
}
