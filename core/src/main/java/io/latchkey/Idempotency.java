package io.latchkey;

import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A request that may be repeated: its scope and what it asked for. */
record Idempotency(IdempotencyScope scope, String fingerprint) {

  /** How long a request can be repeated. */
  static final Duration KEPT = Duration.ofHours(24);

  static Optional<Idempotency> of(
      Actor actor, Operation operation, Optional<String> key, String fingerprint) {
    return key.map(
        text ->
            new Idempotency(
                new IdempotencyScope(
                    actor.account().value(), actor.id().value(), operation.code(), text),
                fingerprint));
  }

  /** The key that the request made before, if it did. */
  Optional<KeyId> earlier(KeyStore store, Instant now) {
    Optional<IdempotencyRecord> found = store.findIdempotency(scope, now);
    if (found.isPresent() && !found.get().fingerprint().equals(fingerprint)) {
      throw new RefusedException(
          RefusalReason.IDEMPOTENCY_MISMATCH,
          "idempotency key \""
              + Texts.printable(scope.idempotencyKey())
              + "\" was used with another request",
          new KeyId(found.get().keyId()));
    }
    return found.map(before -> new KeyId(before.keyId()));
  }

  IdempotencyRecord record(KeyId made, Instant now) {
    return new IdempotencyRecord(scope, fingerprint, made.value(), now, now.plus(KEPT));
  }
}
