package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Racing.Outcome;
import io.latchkey.spi.KeyCriteria;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Keys created while others are created, or while what they hang on goes away. */
class CreationRaceTest {

  @Test
  void create_atTheLimitFrom64ThreadsOnTwoNodes_makesExactlyAsManyAsAllowed() {
    for (int limit : new int[] {1, 5, 63}) {
      try (World world = World.create(builder -> builder.maxLiveKeys(limit))) {
        Latchkey other = world.otherNode(world.store, builder -> builder.maxLiveKeys(limit));
        List<Outcome<IssuedKey>> outcomes =
            Racing.many(
                64,
                i ->
                    () ->
                        (i % 2 == 0 ? world.latchkey : other)
                            .issuer()
                            .create(ADMIN, World.request()));

        assertThat(Racing.done(outcomes)).isEqualTo(limit);
        Racing.refusedOnlyFor(outcomes, RefusalReason.LIMIT_REACHED);
        assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 100).keys())
            .extracting(KeyInfo::id)
            .containsExactlyInAnyOrderElementsOf(made(outcomes));
        Aftermath.isSound(world);
      }
    }
  }

  @RepeatedTest(10)
  void create_ofOneRequestOnTwoNodes_makesOneKeyAndTheNewestTextIsTheRightOne() {
    try (World world = World.create()) {
      Latchkey other = world.otherNode();
      NewKey request = World.request().idempotencyKey("form-1");
      List<Outcome<IssuedKey>> outcomes =
          Racing.many(
              8, i -> () -> (i % 2 == 0 ? world.latchkey : other).issuer().create(ADMIN, request));

      assertThat(Racing.done(outcomes)).isEqualTo(8);
      assertThat(made(outcomes)).containsOnly(made(outcomes).get(0));
      KeyInfo key = world.info(made(outcomes).get(0));
      List<IssuedKey> newest =
          outcomes.stream()
              .map(Outcome::answer)
              .filter(issued -> issued.revealNumber() == key.revealNumber())
              .toList();
      assertThat(newest).as("somebody was given the valid text").isNotEmpty();
      Held held = Held.of(newest.get(0));
      assertThat(held.text()).endsWith(key.tail());
      world.acknowledge(newest.get(0));
      assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
      Aftermath.isSound(world);
    }
  }

  @RepeatedTest(10)
  void create_whileItsPartnerIsSuspended_isRefusedFromThenOn() {
    try (World world = World.create()) {
      AtomicBoolean suspended = new AtomicBoolean();
      List<Callable<IssuedKey>> calls = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        calls.add(() -> createdUnless(suspended, world));
      }
      calls.add(
          () -> {
            world.partners().suspend(HOST, NORTHWIND);
            suspended.set(true);
            return null;
          });
      List<Outcome<IssuedKey>> outcomes = Racing.all(calls);

      Racing.refusedOnlyFor(outcomes, RefusalReason.PARTNER_SUSPENDED);
      for (Outcome<IssuedKey> outcome : outcomes) {
        outcome.made().ifPresent(issued -> assertThat(issued.readable()).isTrue());
        outcome
            .made()
            .ifPresent(
                issued ->
                    assertThat(world.verdict(world.acknowledged(issued).text()))
                        .isEqualTo("PARTNER_SUSPENDED"));
      }
      Aftermath.isSound(world);
    }
  }

  /** Creates one key after the other until it is refused. */
  private static IssuedKey createdUnless(AtomicBoolean forbidden, World world) {
    while (true) {
      boolean before = forbidden.get();
      IssuedKey issued = world.pending();
      assertThat(before).as("created after the suspension had returned").isFalse();
      if (world.trail().size() > 50) {
        return issued;
      }
    }
  }

  @RepeatedTest(10)
  void create_whileItsAccountIsErased_leavesNothing() {
    try (World world = World.create()) {
      List<Callable<Object>> calls = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        calls.add(
            () -> {
              IssuedKey last = world.pending();
              for (int more = 0; more < 20; more++) {
                last = world.pending();
              }
              return last;
            });
      }
      calls.add(() -> world.latchkey.accounts().erase(HOST, GLOBEX));
      List<Outcome<Object>> outcomes = Racing.all(calls);

      assertThat(outcomes.get(7).done()).isTrue();
      Racing.refusedOnlyFor(outcomes, RefusalReason.ACCOUNT_STOPPED);
      assertThat(world.store.listKeys(KeyCriteria.builder(10).accountId("globex").build()))
          .isEmpty();
      assertThat(world.store.audit("globex", 0, 10).events()).isEmpty();
      Erasure erasure = (Erasure) outcomes.get(7).answer();
      assertThat(world.store.audit("globex", 0, 1).head().sequence())
          .isEqualTo(erasure.checkpoint().sequence());
      assertThat(world.latchkey.audit().check(HOST).intact()).isTrue();
    }
  }

  private static List<KeyId> made(List<Outcome<IssuedKey>> outcomes) {
    return outcomes.stream().flatMap(each -> each.made().stream()).map(IssuedKey::id).toList();
  }
}
