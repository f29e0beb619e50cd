package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule C5: an idempotency key is taken until it expires, and not a moment longer. */
abstract class IdempotencyRules extends Rules {

  private static final Instant EXPIRY = NOW.plusMillis(1_001);

  IdempotencyRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void c05_request_firstInItsScope_isFound() {
    IdempotencyRecord request = request("k1", NOW, EXPIRY);

    remember(request);

    assertThat(store().findIdempotency(request.scope(), NOW)).contains(request);
  }

  @Test
  void c05_request_withoutRecord_isNotFound() {
    assertThat(store().findIdempotency(scope("unknown"), Instant.EPOCH)).isEmpty();
  }

  @Test
  void c05_request_takenScope_isRefusedWhateverItsFingerprint() {
    IdempotencyRecord first = request("k1", NOW, EXPIRY);
    remember(first);
    IdempotencyRecord other =
        new IdempotencyRecord(first.scope(), "other fingerprint", "k2", NOW, EXPIRY);

    assertRefused(Status.IDEMPOTENCY_KEY_TAKEN, commit().insertKey(key("k2")).idempotency(other));
    assertRefused(Status.IDEMPOTENCY_KEY_TAKEN, commit().idempotency(first));
    assertThat(store().findIdempotency(first.scope(), NOW)).contains(first);
    assertThat(find(key("k2"))).isEmpty();
  }

  @Test
  void c05_request_oneMillisecondBeforeTheFirstExpires_isRefused() {
    remember(request("k1", NOW, EXPIRY));

    assertRefused(
        Status.IDEMPOTENCY_KEY_TAKEN,
        commit().idempotency(request("k2", EXPIRY.minusMillis(1), EXPIRY.plusMillis(9))));
  }

  @Test
  void c05_request_whenTheFirstExpires_replacesIt() {
    IdempotencyRecord first = request("k1", NOW, EXPIRY);
    IdempotencyRecord second = request("k2", EXPIRY, EXPIRY.plusMillis(1_001));
    remember(first);

    remember(second);

    assertThat(store().findIdempotency(first.scope(), NOW)).contains(second);
    assertRefused(Status.IDEMPOTENCY_KEY_TAKEN, commit().idempotency(second));
  }

  @Test
  void c05_request_isAbsentFromTheInstantOfItsExpiry() {
    IdempotencyRecord request = request("k1", NOW, EXPIRY);
    remember(request);

    assertThat(store().findIdempotency(request.scope(), EXPIRY.minusMillis(1))).contains(request);
    assertThat(store().findIdempotency(request.scope(), EXPIRY)).isEmpty();
    assertThat(store().findIdempotency(request.scope(), EXPIRY.plusMillis(1))).isEmpty();
  }

  static Stream<IdempotencyScope> otherScopes() {
    return Stream.of(
        new IdempotencyScope("globex", "alice", "create", "request"),
        new IdempotencyScope(ACCOUNT, "bob", "create", "request"),
        new IdempotencyScope(ACCOUNT, "alice", "replace", "request"),
        new IdempotencyScope(ACCOUNT, "alice", "create", "request-2"),
        new IdempotencyScope(ACCOUNT, "alice", "create", "Request"),
        new IdempotencyScope(ACCOUNT, "alice", "create", "request "),
        new IdempotencyScope(ACCOUNT, "Alice", "create", "request"),
        new IdempotencyScope(ACCOUNT, "alicecreate", "request", "request"));
  }

  @ParameterizedTest
  @MethodSource("otherScopes")
  void c05_request_inAnotherScope_isIndependent(IdempotencyScope other) {
    IdempotencyRecord first = request("k1", NOW, EXPIRY);
    IdempotencyRecord second = idempotency(other, NOW);
    remember(first);
    assertThat(store().findIdempotency(other, NOW)).isEmpty();

    remember(second);

    assertThat(store().findIdempotency(first.scope(), NOW)).contains(first);
    assertThat(store().findIdempotency(other, NOW)).contains(second);
  }

  @Test
  void c05_trim_removesWhatHasExpiredAndKeepsTheRest() {
    IdempotencyRecord expired = idempotency(scope("expired"), EXPIRY.minus(1, ChronoUnit.DAYS));
    IdempotencyRecord live = idempotency(scope("live"), expired.createdAt().plusMillis(1));
    remember(expired);
    remember(live);

    assertThat(store().trim(new Trim(0, EXPIRY, 100))).isEqualTo(1);

    assertThat(store().findIdempotency(expired.scope(), Instant.EPOCH)).isEmpty();
    assertThat(store().findIdempotency(live.scope(), EXPIRY)).contains(live);
    assertThat(store().trim(new Trim(0, EXPIRY, 100))).isZero();
  }

  @Test
  void c05_trim_goesInBoundedSteps() {
    for (int i = 0; i < 7; i++) {
      remember(idempotency(scope("request-" + i), NOW));
    }
    Trim step = new Trim(0, Records.at(30), 3);

    assertThat(trimAll(step)).isEqualTo(7);
  }

  @Test
  void c05_trim_makesRoomInTheScope() {
    IdempotencyRecord request = request("k1", NOW, EXPIRY);
    remember(request);
    assertThat(store().trim(new Trim(0, EXPIRY, 100))).isEqualTo(1);

    remember(request);

    assertThat(store().findIdempotency(request.scope(), NOW)).contains(request);
  }

  private void remember(IdempotencyRecord request) {
    committed(commit().idempotency(request));
  }

  private static IdempotencyRecord request(String keyId, Instant createdAt, Instant expiresAt) {
    return new IdempotencyRecord(scope("request"), "fingerprint", keyId, createdAt, expiresAt);
  }
}
