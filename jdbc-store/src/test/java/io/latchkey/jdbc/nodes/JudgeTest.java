package io.latchkey.jdbc.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.RejectionReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing must not be one that sees nothing. */
class JudgeTest {

  private static final Duration BOUND = Duration.ofMillis(1);
  private static final long LATE = BOUND.toNanos() + 1;

  private final Life life = new Life(0, "globex", "id", "text");
  private final Sighting sighting = new Sighting();

  @Test
  void whatEndsWithinTheBound_isNoViolation_andIsMeasured() {
    live();
    sighting.refuse(RejectionReason.KEY_PENDING, life.acknowledgedAt(), life.acknowledgedAt() + 1);
    sighting.accept(life.acknowledgedAt() + 2, life.acknowledgedAt() + 3);
    revoked();
    sighting.accept(life.acceptableUntil() - 3, life.acceptableUntil());
    sighting.refuse(
        RejectionReason.KEY_REVOKED, life.acceptableUntil() - 1, life.acceptableUntil() + 9);

    Judge judge = judge();

    assertThat(judge.violations()).isEmpty();
    assertThat(judge.acknowledgements().percentile(50)).isEqualTo(Duration.ofNanos(3));
    assertThat(judge.revocations().percentile(50)).isEqualTo(BOUND.plusNanos(9));
  }

  @Test
  void acceptance_begunAfterTheBound_isFound() {
    live();
    revoked();
    sighting.accept(life.acceptableUntil() + 1, life.acceptableUntil() + 2);
    sighting.refuse(
        RejectionReason.KEY_REVOKED, life.acceptableUntil() + 3, life.acceptableUntil() + 4);

    assertThat(judge().violations()).singleElement().asString().contains("after the bound");
  }

  @Test
  void acceptance_afterARefusalAsEnded_isFoundThoughWithinTheBound() {
    live();
    revoked();
    sighting.refuse(RejectionReason.KEY_REVOKED, life.endedAt(), life.endedAt() + 1);
    sighting.accept(life.endedAt() + 2, life.endedAt() + 3);
    sighting.refuse(RejectionReason.KEY_REVOKED, life.endedAt() + 4, life.endedAt() + 5);

    assertThat(judge().violations()).singleElement().asString().contains("after it was KEY_REV");
  }

  @Test
  void acceptance_beforeTheAcknowledgement_isFound() {
    live();
    sighting.accept(life.acknowledgeAsked() - 2, life.acknowledgeAsked() - 1);

    assertThat(judge().violations()).singleElement().asString().contains("before anybody asked");
  }

  @Test
  void refusal_ofALiveKey_isFound() {
    live();
    sighting.refuse(RejectionReason.SECRET_WRONG, life.acknowledgedAt(), life.acknowledgedAt() + 1);
    sighting.accept(life.acknowledgedAt(), life.acknowledgedAt() + 1);

    assertThat(judge().violations()).singleElement().asString().contains("SECRET_WRONG before");
  }

  @Test
  void refusal_asEndedBeforeAnybodyAskedForTheEnd_isFound() {
    live();
    sighting.accept(life.acknowledgedAt(), life.acknowledgedAt() + 1);
    revoked();
    sighting.refuse(RejectionReason.KEY_REVOKED, life.endAsked() - 2, life.endAsked() - 1);

    assertThat(judge().violations()).singleElement().asString().contains("KEY_REVOKED before");
  }

  @Test
  void unknown_afterTheBound_isFound() {
    live();
    sighting.refuse(
        RejectionReason.KEY_UNKNOWN, life.acknowledgedAt() + LATE, life.acknowledgedAt() + LATE);
    sighting.accept(life.acknowledgedAt() + 2 * LATE, life.acknowledgedAt() + 2 * LATE);

    assertThat(judge().violations()).singleElement().asString().contains("not known after the b");
  }

  @Test
  void unknown_afterAnAcceptance_isFound() {
    live();
    sighting.accept(life.acknowledgedAt(), life.acknowledgedAt() + 1);
    sighting.refuse(
        RejectionReason.KEY_UNKNOWN, life.acknowledgedAt() + 2, life.acknowledgedAt() + 3);
    sighting.accept(life.acknowledgedAt() + 4, life.acknowledgedAt() + 5);

    assertThat(judge().violations()).singleElement().asString().contains("after it was accepted");
  }

  @Test
  void liveKey_refusedInTheEnd_andEndedKey_acceptedInTheEnd_areFound() {
    live();
    sighting.refuse(RejectionReason.STALE, 0, 1);
    assertThat(judge().violations()).singleElement().asString().contains("in the end STALE");

    revoked();
    sighting.accept(life.endedAt(), life.endedAt() + 1);
    assertThat(judge().violations()).singleElement().asString().contains("still accepted");
  }

  @Test
  void unavailableWithoutCause_acceptedInSilence_andAKeyNeverLookedAt_areFound() {
    Judge judge = new Judge(BOUND);
    judge.judge(List.of(life), new NodeReport(1, Map.of(), 10, 4, 2, 3));

    assertThat(judge.violations())
        .hasSize(3)
        .anyMatch(found -> found.contains("2 times not available"))
        .anyMatch(found -> found.contains("let 3 in"))
        .anyMatch(found -> found.contains("never looked at key 0"));
  }

  @Test
  void whatADatabaseLost_isNoViolation_butAnEndThatWasSeenStays() {
    live();
    revoked();
    life.loseAcknowledgement();
    life.loseEnd();
    sighting.accept(life.acknowledgedAt(), life.acknowledgedAt() + 1);
    sighting.accept(life.acceptableUntil() + 1, life.acceptableUntil() + 2);
    sighting.refuse(
        RejectionReason.KEY_UNKNOWN, life.acceptableUntil() + 3, life.acceptableUntil() + 4);
    assertThat(judge().violations()).isEmpty();

    sighting.refuse(RejectionReason.KEY_REVOKED, life.endedAt(), life.endedAt() + 1);
    assertThat(judge().violations()).singleElement().asString().contains("after it was KEY_REV");
  }

  @Test
  void silence_excusesARefusalOnlyIfNothingWasRead() {
    Reads reads = new Reads(Duration.ofSeconds(2));
    long second = Duration.ofSeconds(1).toNanos();
    assertThat(reads.excusesRefusal(0, 1)).as("nothing was ever read").isTrue();
    assertThat(reads.allowsAcceptance(0)).isFalse();

    reads.add(10 * second, 10 * second + 1);

    assertThat(reads.allowsAcceptance(12 * second)).isTrue();
    assertThat(reads.allowsAcceptance(12 * second + 1)).isFalse();
    assertThat(reads.excusesRefusal(11 * second, 11 * second + 1)).isFalse();
    assertThat(reads.excusesRefusal(12 * second, 12 * second + 1)).isTrue();
    assertThat(reads.excusesRefusal(10 * second, 10 * second + 2)).as("just read").isTrue();
  }

  @Test
  void percentiles_areThoseOfTheSortedValues() {
    Lags lags = new Lags();
    for (int i = 100; i > 0; i--) {
      lags.add(i);
    }
    lags.add(-5);

    assertThat(lags.percentile(50)).isEqualTo(Duration.ofNanos(50));
    assertThat(lags.percentile(99)).isEqualTo(Duration.ofNanos(99));
    assertThat(lags.percentile(100)).isEqualTo(Duration.ofNanos(100));
    assertThat(lags.count()).isEqualTo(101);
  }

  private void live() {
    life.askAcknowledge();
    life.acknowledged();
  }

  private void revoked() {
    life.askEnd();
    life.ended(BOUND.toNanos());
  }

  private Judge judge() {
    Judge judge = new Judge(BOUND);
    judge.judge(List.of(life), new NodeReport(0, Map.of(0, sighting), 1, 0, 0, 0));
    return judge;
  }
}
