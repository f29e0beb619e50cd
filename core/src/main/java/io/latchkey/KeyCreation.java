package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.LiveLimit;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates keys. */
final class KeyCreation {

  private static final Set<String> LIVE_STATES =
      Stream.of(KeyState.values())
          .filter(KeyState::live)
          .map(KeyState::code)
          .collect(Collectors.toUnmodifiableSet());

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
    rules.requireEntitled(actor.account(), request.apiType());
    PermissionRules.Subject partner = rules.forNewKey(request.partner(), request.apiType());
    KeyMaker.Made made = maker.make(blueprint(actor, request, partner.assignment(), now), now);
    Commit.Builder commit = Commit.builder(actor.account().value()).insertKey(made.key());
    commit.guardAccount(account.guard());
    partner.guard().ifPresent(commit::guardPartner);
    limit(made, now).ifPresent(commit::limit);
    idempotency.ifPresent(once -> commit.idempotency(once.record(made.id(), now)));
    commit.event(
        Events.actor(
            now, actor, "key_created", Events.KEY, made.id().value(), KeyMaker.facts(made.key())));
    return Plan.commit(commit.build(), () -> maker.open(made, null, now))
        .orElse(() -> made.secret().wipe());
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

  private Optional<LiveLimit> limit(KeyMaker.Made made, Instant now) {
    int max = engine.settings().maxLiveKeys();
    if (max == 0) {
      return Optional.empty();
    }
    String account = made.key().record().accountId();
    String partner = made.key().record().partnerId();
    return Optional.of(new LiveLimit(account, partner, made.type().name(), LIVE_STATES, now, max));
  }
}
