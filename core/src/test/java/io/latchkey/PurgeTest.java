package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Removing keys that ended long ago; what happened to them stays in the trail. */
class PurgeTest {

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void purge_removesKeysWhoseEndWasRecordedBefore() {
    Held early = KeyIn.REVOKED.make(world);
    world.time.advance(Duration.ofDays(1));
    Instant cut = world.time.now();
    Held late = KeyIn.REVOKED.make(world);
    Held live = world.active();

    assertThat(purge(cut, 100)).isEqualTo(1);

    Refusals.refused(RefusalReason.KEY_NOT_FOUND, () -> world.info(early.id()));
    assertThat(world.verdict(early.text())).isEqualTo("KEY_UNKNOWN");
    assertThat(world.state(late.id())).isEqualTo(KeyState.REVOKED);
    assertThat(world.verdict(live.text())).isEqualTo("ACCEPTED");
    AuditEntry event = world.lastEvent();
    assertThat(event.type()).isEqualTo("key_purged");
    assertThat(event.subject()).isEqualTo(early.id().value());
    assertThat(event.actorKind()).isEqualTo("host");
    assertThat(world.latchkey.audit().check(ADMIN).intact()).isTrue();
  }

  @Test
  void purge_leavesKeysWhoseEndNobodyHasRecorded() {
    Held expired = KeyIn.EXPIRED.make(world);
    world.time.advance(Duration.ofDays(1));
    assertThat(purge(world.time.now(), 100)).isZero();

    Inside.maintain(world.latchkey);
    world.time.advance(World.BLINK);

    assertThat(purge(world.time.now(), 100)).isEqualTo(1);
    assertThat(world.verdict(expired.text())).isEqualTo("KEY_UNKNOWN");
  }

  @Test
  void purge_goesInBoundedBatchesOverAllAccounts() {
    for (int i = 0; i < 5; i++) {
      KeyIn.REVOKED.make(world);
      IssuedKey theirs = world.issuer().create(STRANGER, World.request());
      assertThat(
              world
                  .issuer()
                  .revoke(STRANGER, theirs.id(), Revocation.because(RevocationReason.OTHER))
                  .state())
          .isEqualTo(KeyState.REVOKED);
    }
    world.time.advance(World.BLINK);

    assertThat(purge(world.time.now(), 4)).isEqualTo(4);
    assertThat(purge(world.time.now(), 4)).isEqualTo(4);
    assertThat(purge(world.time.now(), 4)).isEqualTo(2);
    assertThat(purge(world.time.now(), 4)).isZero();
    assertThat(world.latchkey.health().keys()).isZero();
  }

  @Test
  void purge_ofAnOriginal_leavesItsSuccessor() {
    Held original = world.active();
    Held successor = world.acknowledged(world.replace(Replacement.now(original.id())));
    world.time.advance(World.BLINK);

    assertThat(purge(world.time.now(), 10)).isEqualTo(1);

    assertThat(world.info(successor.id()).predecessor()).contains(original.id());
    assertThat(world.replace(Replacement.untilRevoked(successor.id())).readable()).isTrue();
  }

  @Test
  void purge_withALimitOutOfRange_isAMistakeOfTheProgram() {
    for (int limit : new int[] {0, -1, 1_001}) {
      Refusals.thrown(IllegalArgumentException.class, () -> purge(world.time.now(), limit));
    }
  }

  @Test
  void purge_deniedByTheHostPolicy_removesNothing() {
    Held key = KeyIn.REVOKED.make(world);
    world.time.advance(World.BLINK);
    Latchkey strict =
        world.otherNode(
            world.store,
            builder ->
                builder.hostPolicy((host, operation) -> AccessPolicy.Decision.denied("role dba")));

    assertThat(Refusals.denied(() -> strict.issuer().purge(HOST, world.time.now(), 10)))
        .isEqualTo("role dba");
    assertThat(world.state(key.id())).isEqualTo(KeyState.REVOKED);
  }

  private int purge(Instant endedBefore, int limit) {
    return world.issuer().purge(HOST, endedBefore, limit);
  }
}
