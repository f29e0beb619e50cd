package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GuardedMetricsTest {

  @Test
  void verify_withMetrics_tellsEveryOutcome() {
    List<RejectionReason> told = new ArrayList<>();
    VerifierLab lab = new VerifierLab();
    TestKey key = lab.issue();
    VerifierEngine engine =
        lab.engine(
            new LatchkeyMetrics() {
              @Override
              public void verified(@Nullable RejectionReason reason) {
                told.add(reason);
              }
            });
    assertThat(engine.verify(key.text()).accepted()).isTrue();
    assertThat(engine.verify("").accepted()).isFalse();
    assertThat(engine.verifyAuthorization(null).accepted()).isFalse();

    assertThat(told)
        .containsExactly(null, RejectionReason.KEY_MISSING, RejectionReason.HEADER_MISSING);
  }

  @Test
  void measurements_ofEveryKind_reachTheHost() {
    List<String> told = new ArrayList<>();
    LatchkeyMetrics guarded =
        GuardedMetrics.of(
            new LatchkeyMetrics() {
              @Override
              public void managed(String operation, String outcome) {
                told.add(operation + " " + outcome);
              }

              @Override
              public void feedFollowed(long number, long ageMillis) {
                told.add(number + " " + ageMillis);
              }

              @Override
              public void usesDropped(int count) {
                told.add(count + " dropped");
              }
            });
    guarded.managed("create_key", "done");
    guarded.feedFollowed(7, 8);
    guarded.usesDropped(9);

    assertThat(told).containsExactly("create_key done", "7 8", "9 dropped");
  }

  @Test
  void metrics_thatThrow_areLoggedOnceAndChangeNothing() {
    VerifierLab lab = new VerifierLab();
    TestKey key = lab.issue();
    try (Logged logged = Logged.by(GuardedMetrics.class)) {
      LatchkeyMetrics guarded = GuardedMetrics.of(new Throwing());
      VerifierEngine engine = lab.engine(guarded);
      for (int i = 0; i < 3; i++) {
        assertThat(engine.verify(key.text()).accepted()).isTrue();
      }
      guarded.managed("create_key", "done");
      guarded.feedFollowed(1, 1);
      guarded.usesDropped(1);

      assertThat(logged.events()).hasSize(1);
    }
  }

  @Test
  void metrics_thatThrowAtOtherMeasurements_areLoggedToo() {
    for (Consumer<LatchkeyMetrics> measurement :
        List.<Consumer<LatchkeyMetrics>>of(
            metrics -> metrics.managed("create_key", "done"),
            metrics -> metrics.feedFollowed(1, 1),
            metrics -> metrics.usesDropped(1))) {
      try (Logged logged = Logged.by(GuardedMetrics.class)) {
        measurement.accept(GuardedMetrics.of(new Throwing()));
        assertThat(logged.events()).hasSize(1);
      }
    }
  }

  @Test
  void of_whatIsGuardedAlready_isTheSame() {
    LatchkeyMetrics guarded = GuardedMetrics.of(new Throwing());

    assertThat(GuardedMetrics.of(guarded)).isSameAs(guarded);
  }

  private static final class Throwing implements LatchkeyMetrics {

    @Override
    public void verified(@Nullable RejectionReason reason) {
      throw new IllegalStateException("planted");
    }

    @Override
    public void managed(String operation, String outcome) {
      throw new IllegalStateException("planted");
    }

    @Override
    public void feedFollowed(long number, long ageMillis) {
      throw new IllegalStateException("planted");
    }

    @Override
    public void usesDropped(int count) {
      throw new IllegalStateException("planted");
    }
  }
}
