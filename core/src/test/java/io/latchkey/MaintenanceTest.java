package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writing down what time has done, for lists and events; no verdict waits for it. */
class MaintenanceTest {

  private final List<KeyEvent> told = new ArrayList<>();
  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world = World.on(intercepted.store(), builder -> builder.listener(told::add));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void endings_areRecordedByTheLibraryItselfOnce() {
    KeyId id = world.pending().id();
    world.time.advance(World.DEADLINE.plusSeconds(30));
    told.clear();

    maintain();
    maintain();

    KeyInfo key = world.info(id);
    assertThat(key.state()).isEqualTo(KeyState.ABANDONED);
    assertThat(key.endedAt()).contains(world.time.now());
    assertThat(key.endedBy()).contains("latchkey");
    assertThat(key.endReason()).contains("abandoned");
    assertThat(key.endsAt()).isEmpty();
    assertThat(world.eventTypes()).containsExactly("key_created", "key_abandoned");
    assertThat(world.lastEvent().actorKind()).isEqualTo("system");
    assertThat(told).extracting(KeyEvent::type).containsExactly("key_abandoned");
  }

  @Test
  void ending_isDueFromItsInstantOn() {
    KeyId id = world.pending().id();
    world.time.advance(World.DEADLINE.minus(World.BLINK));
    maintain();
    assertThat(world.state(id)).isEqualTo(KeyState.PENDING);

    world.time.advance(World.BLINK);
    maintain();
    assertThat(world.lastEvent().type()).isEqualTo("key_abandoned");
  }

  @Test
  void endings_ofEveryKindAndAccount_areRecorded() {
    Held replaced = KeyIn.REPLACED.make(world);
    Held expired = KeyIn.EXPIRED.make(world);
    IssuedKey theirs = world.issuer().create(World.STRANGER, World.request());
    world.time.advance(World.DEADLINE);

    maintain();

    assertThat(world.info(replaced.id()).endReason()).contains("replaced");
    assertThat(world.info(expired.id()).endReason()).contains("expired");
    assertThat(world.latchkey.keys().find(World.STRANGER, theirs.id()).endReason())
        .contains("abandoned");
    Aftermath.isSound(world);
  }

  @Test
  void endings_ofManyKeys_areAllRecordedAtOnce() {
    for (int i = 0; i < 450; i++) {
      world.pending();
    }
    world.time.advance(World.DEADLINE);

    maintain();

    assertThat(world.eventTypes()).filteredOn("key_abandoned"::equals).hasSize(450);
  }

  @Test
  void twoNodes_recordEachEndingOnce() {
    Latchkey other = world.otherNode();
    for (int i = 0; i < 50; i++) {
      world.pending();
    }
    world.time.advance(World.DEADLINE);

    List<Racing.Outcome<Boolean>> outcomes =
        Racing.of(
            () -> {
              Inside.maintain(world.latchkey);
              return true;
            },
            () -> {
              Inside.maintain(other);
              return true;
            });

    assertThat(Racing.done(outcomes)).isEqualTo(2);
    assertThat(world.eventTypes()).filteredOn("key_abandoned"::equals).hasSize(50);
    Aftermath.isSound(world);
  }

  @Test
  void key_thatSomebodyRevokedMeanwhile_keepsThatEnd() {
    Held key = world.active(World.request().expiresAfter(Duration.ofHours(1)));
    Held other = world.active(World.request().expiresAfter(Duration.ofHours(1)));
    Latchkey skewed =
        World.start(
            world.store, io.latchkey.testing.ManualTime.at("2030-01-01T00:59:00Z"), builder -> {});
    world.time.advance(Duration.ofHours(1));
    intercepted.beforeNextCommit(
        () ->
            assertThat(
                    skewed
                        .issuer()
                        .revoke(ADMIN, key.id(), Revocation.because(RevocationReason.LOST))
                        .state())
                .isEqualTo(KeyState.REVOKED));

    maintain();

    skewed.close();
    assertThat(world.state(key.id())).isEqualTo(KeyState.REVOKED);
    assertThat(world.state(other.id())).isEqualTo(KeyState.EXPIRED);
    assertThat(world.info(other.id()).endReason()).contains("expired");
  }

  /** Keys that can't be recorded came back at the head of every batch, and it never ended. */
  @Test
  void keys_ofAHalfErasedAccount_areLeftAloneAndHoldNobodyUp() {
    IssuedKey theirs = world.issuer().create(World.STRANGER, World.request());
    world.time.advance(World.BLINK);
    for (int i = 0; i < 250; i++) {
      world.pending();
    }
    AtomicInteger commits = new AtomicInteger();
    intercepted.meddler(
        call -> {
          if (call.name().equals("commit") && commits.incrementAndGet() > 1) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
          }
          return call.proceed();
        });
    Refusals.thrown(
        StoreUnavailableException.class, () -> world.latchkey.accounts().erase(HOST, GLOBEX));
    intercepted.meddler(null);
    world.time.advance(World.DEADLINE);

    assertTimeoutPreemptively(Duration.ofSeconds(20), this::maintain);

    assertThat(world.latchkey.keys().find(World.STRANGER, theirs.id()).endReason())
        .contains("abandoned");
    assertThat(world.store.audit("globex", 0, 1).head().sequence()).isEqualTo(250);
  }

  @Test
  void requests_thatAreOver_areForgottenAndTheFeedIsKept() {
    world.create(World.request().idempotencyKey("form-1"));
    IdempotencyScope scope = new IdempotencyScope("globex", "u-admin", "create_key", "form-1");
    world.time.advance(Duration.ofHours(24).minus(World.BLINK));
    maintain();
    assertThat(world.store.findIdempotency(scope, Instant.EPOCH)).isPresent();

    world.time.advance(World.BLINK);
    maintain();

    assertThat(world.store.findIdempotency(scope, Instant.EPOCH)).isEmpty();
    assertThat(world.store.changes(0, 10).lowWater()).isZero();
  }

  private void maintain() {
    Inside.maintain(world.latchkey);
  }
}
