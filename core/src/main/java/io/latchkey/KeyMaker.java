package io.latchkey;

import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the rows of new keys, and of pending keys that get a fresh secret. */
final class KeyMaker {

  private final Engine engine;

  KeyMaker(Engine engine) {
    this.engine = engine;
  }

  /** What a new key is to be. */
  record Blueprint(
      Actor actor,
      ApiType type,
      PartnerId partner,
      String environment,
      String description,
      Map<String, String> labels,
      Assignment assignment,
      @Nullable Instant expiresAt,
      @Nullable KeyId predecessor,
      @Nullable Duration overlap) {}

  /** A row together with the secret that belongs to it. */
  record Made(StoredKey key, ApiType type, GeneratedKey secret, Instant readableUntil) {

    KeyId id() {
      return new KeyId(key.record().keyId());
    }

    KeyInfo info(Instant now) {
      return new KeyInfo(key, type, now);
    }
  }

  /** A key that is pending, or active if the host activates on create. */
  Made make(Blueprint blueprint, Instant now) {
    return make(blueprint, engine.settings().activateOnCreate(), now);
  }

  /** A key that is pending whatever the host's settings. */
  Made makePending(Blueprint blueprint, Instant now) {
    return make(blueprint, false, now);
  }

  private Made make(Blueprint blueprint, boolean active, Instant now) {
    Settings settings = engine.settings();
    String prefix =
        KeyFormat.prefix(settings.brand(), blueprint.type().code(), blueprint.environment());
    GeneratedKey secret = engine.generator().generate(prefix);
    Instant deadline = now.plus(settings.pendingDeadline());
    KeyDetails details =
        KeyDetails.builder()
            .tail(secret.tail())
            .description(blueprint.description())
            .searchText(RequestChecks.searchText(blueprint.description()))
            .labels(blueprint.labels())
            .createdBy(blueprint.actor().id().value())
            .createdAt(now)
            .pendingUntil(active ? null : deadline)
            .expiresAt(blueprint.expiresAt())
            .overlap(blueprint.overlap())
            .predecessorId(blueprint.predecessor() == null ? null : blueprint.predecessor().value())
            .permissionSource(blueprint.assignment().source())
            .permissionsAssignedAt(now)
            .build();
    KeyRecord.Builder row =
        KeyRecord.builder()
            .keyId(secret.keyId().value())
            .accountId(blueprint.actor().account().value())
            .partnerId(blueprint.partner().value())
            .apiType(blueprint.type().name())
            .brand(settings.brand())
            .environment(blueprint.environment())
            .digest(KeyDigest.ALGORITHM, secret.digest())
            .permissions(blueprint.assignment().names());
    LifeCycle.schedule(row, active ? KeyState.ACTIVE : KeyState.PENDING, details);
    return new Made(new StoredKey(row.build(), details, null), blueprint.type(), secret, deadline);
  }

  /**
   * A pending key with a fresh secret under the same id; the earlier secret is void from then on.
   */
  Made renew(StoredKey pending, ApiType type, Instant now) {
    KeyRecord old = pending.record();
    String prefix = KeyFormat.prefix(old.brand(), type.code(), old.environment());
    GeneratedKey secret = engine.generator().regenerate(prefix, new KeyId(old.keyId()));
    Instant deadline = now.plus(engine.settings().pendingDeadline());
    KeyDetails details =
        pending.details().toBuilder()
            .tail(secret.tail())
            .revealNumber(pending.details().revealNumber() + 1)
            .pendingUntil(deadline)
            .build();
    KeyRecord.Builder row = old.toBuilder().digest(KeyDigest.ALGORITHM, secret.digest());
    StoredKey renewed = LifeCycle.next(pending, row, KeyState.PENDING, details);
    return new Made(renewed, type, secret, deadline);
  }

  /** Opens the reveal of a key that is committed. */
  IssuedKey open(Made made, @Nullable PermissionChange change, Instant now) {
    return engine
        .reveals()
        .open(made.info(now), change, made.secret(), made.key().record(), made.readableUntil());
  }

  /** What an audit event says of a new key. */
  static Map<String, String> facts(StoredKey key, Instant now) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("partner", key.record().partnerId());
    facts.put("api_type", key.record().apiType());
    facts.put("environment", key.record().environment());
    facts.put("permissions", String.join(" ", key.record().permissions()));
    facts.put("permission_source", key.details().permissionSource());
    facts.put("expires_at", key.details().expiresAt().map(Instant::toString).orElse("never"));
    key.details().predecessorId().ifPresent(id -> facts.put("predecessor", id));
    if (!key.details().createdAt().equals(now)) {
      facts.put("staged_at", key.details().createdAt().toString());
    }
    return facts;
  }

  /**
   * The end of a new key's term: as stated, or the host's default, which a maximum makes the
   * maximum.
   */
  Optional<Instant> end(Term term, Instant now) {
    if (!term.isHostDefault()) {
      return term.endFrom(now);
    }
    Duration fallback =
        engine.settings().defaultTerm() != null
            ? engine.settings().defaultTerm()
            : engine.settings().maxTerm();
    return fallback == null ? Optional.empty() : Term.of(fallback).endFrom(now);
  }
}
