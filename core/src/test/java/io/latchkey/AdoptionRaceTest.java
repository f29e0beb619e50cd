package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.Racing.Outcome;
import io.latchkey.spi.StoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many adopt one staged key, and what they rest on changes under them: it is adopted once. */
class AdoptionRaceTest {

  private final StagingWorld host = StagingWorld.create();
  private final World world = host.world;

  @AfterEach
  void close() {
    Aftermath.isSound(world);
    host.close();
  }

  @RepeatedTest(20)
  void adoption_byManyNodesAtOnce_happensOnce() {
    Latchkey second = world.otherNode();
    Latchkey third = world.otherNode();
    IssuedKey issued = host.staged();
    List<Latchkey> nodes = List.of(world.latchkey, second, third);

    List<Outcome<KeyInfo>> outcomes =
        Racing.many(6, i -> () -> nodes.get(i % 3).keys().find(ADMIN, issued.id()));

    assertThat(Racing.done(outcomes)).isEqualTo(6);
    assertThat(world.eventTypes()).containsExactly("key_created");
    assertThat(host.content.staged("", 10)).isEmpty();
    assertThat(world.acknowledge(issued).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void adoption_overtakenByAnotherNode_findsTheKeyThere() {
    Latchkey other = world.otherNode();
    IssuedKey issued = host.staged();
    host.calls.beforeNextCommit(
        () ->
            assertThat(other.keys().find(ADMIN, issued.id()).state()).isEqualTo(KeyState.PENDING));

    assertThat(world.acknowledge(issued).state()).isEqualTo(KeyState.ACTIVE);

    assertThat(world.eventTypes()).containsExactly("key_created", "key_acknowledged");
  }

  /** Nothing runs in the background, so the suspension comes between decision and commit. */
  @Test
  void adoption_whilePartnerIsSuspended_isDecidedAgain() {
    try (StagingWorld quiet = StagingWorld.create(builder -> builder.executor(task -> {}))) {
      IssuedKey issued = quiet.staged();
      quiet.calls.beforeNextCommit(() -> quiet.world.partners().suspend(HOST, NORTHWIND));

      KeyInfo key = quiet.world.info(issued.id());

      assertThat(key.state()).isEqualTo(KeyState.REVOKED);
      assertThat(key.endReason()).contains("partner_suspended");
      assertThat(quiet.world.eventTypes()).containsExactly("key_refused");
      Aftermath.isSound(quiet.world);
    }
  }

  @Test
  void adoption_whoseAnswerWasLost_isNotRepeated() {
    IssuedKey issued = host.staged();
    AtomicBoolean lost = new AtomicBoolean();
    host.calls.meddler(
        call -> {
          Object answer = call.proceed();
          if (call.name().equals("commit") && lost.compareAndSet(false, true)) {
            throw new StoreException(StoreException.Kind.OUTCOME_UNKNOWN, "cut", null);
          }
          return answer;
        });

    Throwable failure = catchThrowable(() -> world.info(issued.id()));

    assertThat(lost).isTrue();
    assertThat(failure)
        .satisfiesAnyOf(
            none -> assertThat(none).as("the background had it").isNull(),
            told -> assertThat(told).isInstanceOf(StoreUnavailableException.class));
    assertThat(world.acknowledge(issued).state()).isEqualTo(KeyState.ACTIVE);
    assertThat(world.eventTypes()).containsExactly("key_created", "key_acknowledged");
  }

  @RepeatedTest(10)
  void creations_againstTheLimit_passItExactlyAsOftenAsItAllows() {
    try (StagingWorld limited = StagingWorld.create(builder -> builder.maxLiveKeys(3))) {
      List<IssuedKey> staged = IntStream.range(0, 6).mapToObj(i -> limited.staged()).toList();

      List<Outcome<KeyInfo>> outcomes =
          Racing.many(6, i -> () -> limited.world.acknowledge(staged.get(i)));

      assertThat(Racing.done(outcomes)).isEqualTo(3);
      Racing.refusedOnlyFor(outcomes, RefusalReason.LIMIT_REACHED);
    }
  }
}
