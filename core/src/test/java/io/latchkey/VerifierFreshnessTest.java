package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is accepted on what may be too old; what is wrong in itself is told at any time. */
final class VerifierFreshnessTest {

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();

  @Test
  void verify_beforeTheFirstLoad_isNotReady() {
    VerificationIndex unloaded = new VerificationIndex(lab.settings);
    unloaded.apply(key.record());
    VerifierEngine engine =
        new VerifierEngine(unloaded, lab.settings, lab.clock, new LatchkeyMetrics() {}, null);

    assertThat(engine.verify(key.text()).rejection().reason()).isEqualTo(RejectionReason.NOT_READY);
  }

  @Test
  void verify_afterClose_isNotReadyForEver() {
    lab.index.close();
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.NOT_READY);

    lab.time.advance(MILLISECOND);
    lab.refresh();
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.NOT_READY);
  }

  @Test
  void verify_atTheBound_isAcceptedAndBehindItStale() {
    lab.time.advance(VerifierLab.MAX_STALENESS);
    assertThat(lab.accepts(key)).isTrue();

    lab.time.advance(MILLISECOND);
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.STALE);

    lab.refresh();
    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void verify_whenTheWallClockAloneHasMovedOn_isStale() {
    lab.time.stepWall(VerifierLab.MAX_STALENESS.plus(MILLISECOND));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.STALE);
  }

  @Test
  void verify_whenTheMonotonicClockAloneHasMovedOn_isStale() {
    Duration silence = VerifierLab.MAX_STALENESS.plus(MILLISECOND);
    lab.time.advance(silence);
    lab.time.stepWall(silence.negated());

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.STALE);
  }

  @Test
  void verify_afterTheWallClockSteppedBack_goesOnAsLongAsPollsAnswer() {
    assertThat(lab.accepts(key)).isTrue();
    lab.time.stepWall(Duration.ofHours(-1));
    for (int poll = 0; poll < 10; poll++) {
      lab.advance(Duration.ofSeconds(1));
      assertThat(lab.accepts(key)).isTrue();
    }
  }

  @Test
  void freshAsOf_aPollThatStartedEarlier_doesNotCountBack() {
    long wall = lab.clock.nowMillis();
    long nanos = lab.clock.nanoTime();
    lab.advance(VerifierLab.MAX_STALENESS);
    lab.index.freshAsOf(wall, nanos);
    lab.time.advance(MILLISECOND);

    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void verify_whenNothingCanBeAsked_faultsOfFormAreStillTold() {
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));
    List<String> faulty =
        List.of("", "nonsense", " " + key.text(), "globex_ci_live_" + key.body(), key.mutated(50));
    for (String text : faulty) {
      assertThat(lab.engine.verify(text).rejection().view()).isEqualTo(CallerView.BAD_CREDENTIAL);
    }
    assertThat(lab.engine.verifyAuthorization("Digest x").rejection().reason())
        .isEqualTo(RejectionReason.HEADER_SCHEME_UNKNOWN);
  }

  @Test
  void verify_whenNothingCanBeAsked_rightAndWrongSecretsLookAlike() {
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));
    TestKey unknown = lab.draw(record -> {});

    assertThat(lab.engine.verify(key.text()))
        .isSameAs(lab.engine.verify(lab.redraw(key).text()))
        .isSameAs(lab.engine.verify(unknown.text()));
    assertThat(lab.engine.verify(key.text()).rejection().view())
        .isEqualTo(CallerView.NOT_AVAILABLE);
  }

  @Test
  void verify_whenStaleAndTheSourceIsLocal_catchesUpWithinTheCall() {
    VerifierEngine local = withCatchUp(lab::refresh);
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));

    assertThat(local.verify(key.text()).accepted()).isTrue();
  }

  @Test
  void verify_whenStaleAndCatchingUpFindsARevocation_honoursIt() {
    VerifierEngine local =
        withCatchUp(
            () -> {
              lab.index.apply(key.next(KeyState.REVOKED));
              lab.refresh();
            });
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));

    assertThat(local.verify(key.text()).rejection().reason())
        .isEqualTo(RejectionReason.KEY_REVOKED);
  }

  @Test
  void verify_whenCatchingUpTakesUntilTheEnd_looksAtTheClockAnew() {
    TestKey ending =
        lab.issue(record -> record.ends(lab.time.now().plusSeconds(60), KeyState.EXPIRED.code()));
    VerifierEngine local = withCatchUp(() -> lab.advance(Duration.ofSeconds(60)));
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));

    assertThat(local.verify(ending.text()).rejection().reason())
        .isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  @Test
  void verify_whenCatchingUpFails_isStale() {
    VerifierEngine failing =
        withCatchUp(
            () -> {
              throw new IllegalStateException("planted");
            });
    VerifierEngine inVain = withCatchUp(() -> {});
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));

    assertThat(failing.verify(key.text()).rejection().reason()).isEqualTo(RejectionReason.STALE);
    assertThat(inVain.verify(key.text()).rejection().reason()).isEqualTo(RejectionReason.STALE);
  }

  @Test
  void verify_whenFreshOrNeverLoaded_doesNotCatchUp() {
    int[] calls = {0};
    VerifierEngine local = withCatchUp(() -> calls[0]++);
    assertThat(local.verify(key.text()).accepted()).isTrue();
    lab.index.close();
    assertThat(local.verify(key.text()).accepted()).isFalse();

    assertThat(calls[0]).isZero();
  }

  @Test
  void settings_withAnEnormousBound_doNotOverflow() {
    VerifierSettings patient =
        new VerifierSettings(
            lab.settings.brands(),
            lab.settings.environments(),
            lab.settings.typesByName(),
            Duration.ofSeconds(Long.MAX_VALUE));
    VerificationIndex index = new VerificationIndex(patient);
    index.freshAsOf(lab.clock.nowMillis(), lab.clock.nanoTime());
    lab.time.advance(Duration.ofDays(365));

    assertThat(index.unavailableAt(lab.clock.nowMillis(), lab.clock.nanoTime())).isNull();
  }

  private VerifierEngine withCatchUp(Runnable catchUp) {
    return new VerifierEngine(
        lab.index, lab.settings, lab.clock, new LatchkeyMetrics() {}, catchUp);
  }
}
