package io.latchkey;

import static io.latchkey.RefusalReason.ABANDONED;
import static io.latchkey.RefusalReason.KEY_ENDED;
import static io.latchkey.RefusalReason.REPLACEMENT_OPEN;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Racing.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Operations on one key against each other, on two nodes: one wins, and the others are told. */
class KeyRaceTest {

  private static final int ROUNDS = 20;

  private final World world = World.create();
  private final Latchkey other = world.otherNode();

  @AfterEach
  void close() {
    Aftermath.isSound(world);
    world.close();
  }

  @RepeatedTest(ROUNDS)
  void replaceAndReplace_makeOneSuccessor() {
    Held key = world.active();
    List<Outcome<IssuedKey>> outcomes =
        Racing.many(
            8,
            i ->
                () ->
                    node(i)
                        .issuer()
                        .replace(ADMIN, Replacement.overlapping(key.id(), Duration.ofHours(1))));

    assertThat(Racing.done(outcomes)).isEqualTo(1);
    Racing.refusedOnlyFor(outcomes, REPLACEMENT_OPEN);
    IssuedKey successor =
        outcomes.stream().filter(Outcome::done).findFirst().orElseThrow().answer();
    assertThat(world.info(key.id()).successor()).contains(successor.id());
    assertThat(keys()).isEqualTo(2);
  }

  @RepeatedTest(ROUNDS)
  void replaceAtOnce_fromManyThreads_makesOneSuccessor() {
    Held key = world.active();
    List<Outcome<IssuedKey>> outcomes =
        Racing.many(8, i -> () -> node(i).issuer().replace(ADMIN, Replacement.now(key.id())));

    assertThat(Racing.done(outcomes)).isEqualTo(1);
    Racing.refusedOnlyFor(outcomes, KEY_ENDED);
    assertThat(world.state(key.id())).isEqualTo(KeyState.REVOKED);
    assertThat(keys()).isEqualTo(2);
  }

  @RepeatedTest(ROUNDS)
  void replaceAndRevoke_endTheOriginalWhoeverIsFirst() {
    Held key = world.active();
    List<Outcome<Object>> outcomes =
        Racing.of(
            () -> world.replace(Replacement.untilRevoked(key.id())), () -> revoke(other, key.id()));

    assertThat(outcomes.get(1).done()).isTrue();
    assertThat(world.state(key.id())).isEqualTo(KeyState.REVOKED);
    Racing.refusedOnlyFor(outcomes, KEY_ENDED);
    assertThat(keys()).isEqualTo(outcomes.get(0).done() ? 2 : 1);
    outcomes
        .get(0)
        .made()
        .map(IssuedKey.class::cast)
        .ifPresent(
            successor ->
                assertThat(world.verdict(world.acknowledged(successor).text()))
                    .isEqualTo("ACCEPTED"));
  }

  @RepeatedTest(ROUNDS)
  void acknowledgeAndRevoke_endRevokedWhoeverIsFirst() {
    IssuedKey issued = world.pending();
    String text = issued.reveal();
    List<Outcome<KeyInfo>> outcomes =
        Racing.of(
            () -> other.issuer().acknowledge(ADMIN, issued.id(), 1),
            () -> revoke(world.latchkey, issued.id()));

    assertThat(outcomes.get(1).done()).isTrue();
    Racing.refusedOnlyFor(outcomes, KEY_ENDED);
    assertThat(world.state(issued.id())).isEqualTo(KeyState.REVOKED);
    assertThat(world.verdict(text)).isEqualTo("KEY_REVOKED");
    assertThat(world.eventTypes().contains("key_acknowledged")).isEqualTo(outcomes.get(0).done());
  }

  @RepeatedTest(ROUNDS)
  void acknowledgeAndTheDeadline_makeItLiveOrAbandonedForGood() {
    IssuedKey issued = world.pending();
    String text = issued.reveal();
    world.time.advance(World.DEADLINE.minus(World.BLINK));
    List<Outcome<Object>> outcomes =
        Racing.of(
            () -> world.acknowledge(issued),
            () -> {
              world.time.advance(World.BLINK);
              Inside.maintain(other);
              return true;
            });

    Racing.refusedOnlyFor(outcomes, ABANDONED);
    boolean acknowledged = outcomes.get(0).done();
    assertThat(world.state(issued.id()))
        .isEqualTo(acknowledged ? KeyState.ACTIVE : KeyState.ABANDONED);
    assertThat(world.verdict(text)).isEqualTo(acknowledged ? "ACCEPTED" : "KEY_ABANDONED");
    assertThat(world.eventTypes())
        .containsOnlyOnce(acknowledged ? "key_acknowledged" : "key_abandoned")
        .hasSize(2);
  }

  @RepeatedTest(ROUNDS)
  void disableAndEnable_alternateInTheTrail() {
    Held key = world.active();
    List<Outcome<KeyInfo>> outcomes =
        Racing.many(
            8,
            i ->
                () ->
                    i % 4 < 2
                        ? node(i).issuer().disable(ADMIN, key.id())
                        : node(i).issuer().enable(ADMIN, key.id()));

    assertThat(Racing.done(outcomes)).isEqualTo(8);
    List<String> turns = world.eventTypes().subList(2, world.eventTypes().size());
    for (int i = 0; i < turns.size(); i++) {
      assertThat(turns.get(i)).isEqualTo(i % 2 == 0 ? "key_disabled" : "key_enabled");
    }
    boolean active = turns.size() % 2 == 0;
    assertThat(world.state(key.id())).isEqualTo(active ? KeyState.ACTIVE : KeyState.DISABLED);
  }

  @RepeatedTest(5)
  void verify_afterRevokeHasReturned_neverAccepts() {
    Held key = world.active();
    AtomicBoolean revoked = new AtomicBoolean();
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(
          () -> {
            int acceptedAfterwards = 0;
            for (int after = 0; after < 1_000; ) {
              boolean before = revoked.get();
              boolean accepted = world.latchkey.verifier().verify(key.text()).accepted();
              acceptedAfterwards += before && accepted ? 1 : 0;
              after += before ? 1 : 0;
            }
            return acceptedAfterwards;
          });
    }
    calls.add(
        () -> {
          KeyInfo ended = revoke(world.latchkey, key.id());
          revoked.set(true);
          return ended;
        });
    List<Outcome<Object>> outcomes = Racing.all(calls);

    assertThat(outcomes.subList(0, 3)).extracting(Outcome::answer).containsOnly(0);
  }

  @RepeatedTest(ROUNDS)
  void revokeAllAndCreateAndReplace_leaveNothingLiveThatWasThereBefore() {
    List<Held> before = List.of(world.active(), world.active(), world.active());
    List<Outcome<Object>> outcomes =
        Racing.of(
            () ->
                world
                    .issuer()
                    .revokeAll(
                        ADMIN, NORTHWIND, Revocation.because(RevocationReason.NO_LONGER_USED)),
            () -> other.issuer().create(ADMIN, World.request()),
            () -> other.issuer().replace(ADMIN, Replacement.untilRevoked(before.get(0).id())),
            () -> other.issuer().disable(ADMIN, before.get(1).id()));

    Racing.refusedOnlyFor(outcomes, KEY_ENDED);
    assertThat(outcomes.get(0).done()).isTrue();
    for (Held key : before) {
      assertThat(world.state(key.id())).isEqualTo(KeyState.REVOKED);
      assertThat(world.verdict(key.text())).isEqualTo("KEY_REVOKED");
    }
  }

  private Latchkey node(int i) {
    return i % 2 == 0 ? world.latchkey : other;
  }

  private static KeyInfo revoke(Latchkey node, KeyId id) {
    return node.issuer().revoke(ADMIN, id, Revocation.because(RevocationReason.LOST));
  }

  private int keys() {
    return world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 100).keys().size();
  }
}
