package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StoreException;
import io.latchkey.testing.ManualTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Read, decide, commit; decide afresh if what was read does not hold any more. */
class TransactionsTest {

  private final ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final Deque<Object> answers = new ArrayDeque<>();
  private final List<Commit> published = new ArrayList<>();
  private final List<String> measured = new ArrayList<>();
  private final List<Instant> planned = new ArrayList<>();
  private final AtomicInteger discarded = new AtomicInteger();
  private final Transactions transactions =
      new Transactions(
          intercepted.store(),
          new VerdictClock(time),
          published::add,
          new Recording(measured),
          Unsealed.INSTANCE);

  TransactionsTest() {
    intercepted.meddler(
        call -> {
          Object answer = answers.isEmpty() ? Status.COMMITTED : answers.poll();
          if (answer instanceof RuntimeException failure) {
            throw failure;
          }
          return answer == Status.COMMITTED
              ? CommitResult.committed(7)
              : CommitResult.refused((Status) answer);
        });
  }

  private record Recording(List<String> measured) implements LatchkeyMetrics {

    @Override
    public void managed(String operation, String outcome) {
      measured.add(operation + " " + outcome);
    }
  }

  @Test
  void run_commitsOnceAndPublishes() {
    assertThat(run()).isEqualTo("made");

    assertThat(published).hasSize(1);
    assertThat(discarded).hasValue(0);
    assertThat(measured).containsExactly("op done");
  }

  @Test
  void run_withNothingToWrite_asksNothingOfTheStore() {
    String result = transactions.run("op", now -> Plan.unchanged("same"));

    assertThat(result).isEqualTo("same");
    assertThat(intercepted.calls()).isEmpty();
    assertThat(published).isEmpty();
    assertThat(measured).containsExactly("op unchanged");
  }

  @ParameterizedTest
  @EnumSource(names = {"STALE", "DUPLICATE", "IDEMPOTENCY_KEY_TAKEN"})
  void run_thatLosesARace_decidesAfreshWithTheTimeOfThatMoment(Status lost) {
    answers.addAll(List.of(lost, lost));

    assertThat(run()).isEqualTo("made");

    assertThat(planned)
        .containsExactly(
            Instant.parse("2030-01-01T00:00:00Z"),
            Instant.parse("2030-01-01T00:00:01Z"),
            Instant.parse("2030-01-01T00:00:02Z"));
    assertThat(discarded).as("what was made for the lost attempts").hasValue(2);
    assertThat(published).hasSize(1);
  }

  @Test
  void run_contended_isTriedAgain() {
    answers.add(new StoreException(StoreException.Kind.CONTENTION, "deadlock", null));

    assertThat(run()).isEqualTo("made");
    assertThat(discarded).hasValue(1);
  }

  @Test
  void run_overAStoreThatIsAlwaysStale_givesUpInTheEnd() {
    for (int i = 0; i < 2_000; i++) {
      answers.add(Status.STALE);
    }

    StoreUnavailableException given = Refusals.thrown(StoreUnavailableException.class, this::run);

    assertThat(given.outcomeUnknown()).isFalse();
    assertThat(planned).hasSize(1_000);
    assertThat(discarded).hasValue(1_000);
    assertThat(measured).containsExactly("op failed");
  }

  @Test
  void run_atTheLimit_isRefusedAndDiscards() {
    answers.add(Status.LIMIT_REACHED);

    Refusals.refused(RefusalReason.LIMIT_REACHED, this::run);

    assertThat(discarded).hasValue(1);
    assertThat(published).isEmpty();
    assertThat(measured).containsExactly("op limit_reached");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "OUTCOME_UNKNOWN", "CORRUPT"})
  void run_overAStoreThatFails_discardsAndPublishesNothing(StoreException.Kind kind) {
    answers.add(new StoreException(kind, "wire cut", null));

    LatchkeyException failure = Refusals.thrown(LatchkeyException.class, this::run);

    assertThat(failure).hasMessageContaining("wire cut").hasCauseInstanceOf(StoreException.class);
    assertThat(discarded).hasValue(1);
    assertThat(published).isEmpty();
    assertThat(measured).containsExactly("op failed");
  }

  @Test
  void run_overAStoreThatIsBroken_discardsToo() {
    answers.add(new IllegalStateException("bug"));

    Refusals.thrown(IllegalStateException.class, this::run);

    assertThat(discarded).hasValue(1);
  }

  @Test
  void run_refusedByItsPlan_measuresTheReason() {
    Refusals.refused(
        RefusalReason.KEY_ENDED,
        () ->
            transactions.run(
                "op",
                now -> {
                  throw new RefusedException(RefusalReason.KEY_ENDED, "too late");
                }));

    assertThat(measured).containsExactly("op key_ended");
  }

  private String run() {
    return transactions.run(
        "op",
        now -> {
          planned.add(now);
          time.advance(java.time.Duration.ofSeconds(1));
          return Plan.commit(commit(now), () -> "made").orElse(discarded::incrementAndGet);
        });
  }

  private static Commit commit(Instant now) {
    return Commit.builder(AuditChain.HOST)
        .event(Events.system(now, "tested", Events.FEED, "feed", Map.of()))
        .build();
  }
}
