package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.PartnerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds behind a right secret: state, ends, environment, account, partner, permission. */
final class VerifierStateTest {

  private static final Map<KeyState, RejectionReason> REFUSALS =
      new EnumMap<>(
          Map.of(
              KeyState.PENDING, RejectionReason.KEY_PENDING,
              KeyState.DISABLED, RejectionReason.KEY_DISABLED,
              KeyState.REVOKED, RejectionReason.KEY_REVOKED,
              KeyState.ABANDONED, RejectionReason.KEY_ABANDONED,
              KeyState.REPLACED, RejectionReason.KEY_REPLACED,
              KeyState.EXPIRED, RejectionReason.KEY_EXPIRED,
              KeyState.UNKNOWN, RejectionReason.KEY_UNREADABLE));

  private final VerifierLab lab = new VerifierLab();

  @Test
  void verify_aKeyInEachState_isAcceptedIfActiveAlone() {
    for (KeyState state : KeyState.values()) {
      TestKey key = lab.issue(record -> record.state(state.code()));
      Verification verification = lab.engine.verify(key.text());
      if (state == KeyState.ACTIVE) {
        assertThat(verification.accepted()).isTrue();
      } else {
        assertThat(verification.rejection().reason()).isEqualTo(REFUSALS.get(state));
        assertThat(verification.rejection().keyId()).contains(key.id());
      }
    }
  }

  @Test
  void verify_aKeyInAStateNobodyKnows_isUnreadable() {
    for (String state : List.of("frozen", "ACTIVE", "active ", "Active", "\u0430ctive")) {
      TestKey key = lab.issue(record -> record.state(state));
      assertThat(lab.reject(key.text())).as(state).isEqualTo(RejectionReason.KEY_UNREADABLE);
    }
  }

  @Test
  void verify_upToTheEnd_countsTheStateAndFromItOnTheEnd() {
    for (KeyState before : List.of(KeyState.ACTIVE, KeyState.PENDING, KeyState.DISABLED)) {
      for (KeyState after : List.of(KeyState.EXPIRED, KeyState.ABANDONED, KeyState.REPLACED)) {
        VerifierLab fresh = new VerifierLab();
        Instant end = fresh.time.now().plusMillis(10);
        TestKey key = fresh.issue(record -> record.state(before.code()).ends(end, after.code()));

        fresh.advance(Duration.ofMillis(9));
        assertState(fresh, key, before);
        fresh.advance(Duration.ofMillis(1));
        assertState(fresh, key, after);
        fresh.advance(Duration.ofMillis(1));
        assertState(fresh, key, after);
      }
    }
  }

  @Test
  void verify_aKeyWithItsEndInThePast_hasEnded() {
    TestKey key = lab.issue(record -> record.ends(Instant.EPOCH, KeyState.EXPIRED.code()));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  @Test
  void verify_aKeyWithItsEndBeyondAllClocks_isAccepted() {
    Instant never = Instant.MAX.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

    assertThat(lab.accepts(lab.issue(record -> record.ends(never, KeyState.EXPIRED.code()))))
        .isTrue();
    TestKey always = lab.issue(record -> record.ends(Instant.MIN, KeyState.EXPIRED.code()));
    assertThat(lab.reject(always.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  @Test
  void verify_aTerminalStateWithAnEndAhead_staysWhatItIs() {
    Instant end = lab.time.now().plusSeconds(1);
    TestKey key =
        lab.issue(
            record -> record.state(KeyState.REVOKED.code()).ends(end, KeyState.EXPIRED.code()));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_REVOKED);
    lab.advance(Duration.ofSeconds(2));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_REVOKED);
  }

  @Test
  void verify_anEndThatIsNone_isUnreadable() {
    Instant end = lab.time.now().plusSeconds(1);
    for (String strange : List.of("active", "pending", "disabled", "frozen")) {
      TestKey key = lab.issue(record -> record.state("active").ends(end, strange));
      assertThat(lab.reject(key.text())).as(strange).isEqualTo(RejectionReason.KEY_UNREADABLE);
      lab.advance(Duration.ofSeconds(2));
      assertThat(lab.reject(key.text())).as(strange).isEqualTo(RejectionReason.KEY_UNREADABLE);
    }
  }

  @Test
  void verify_afterTheClockStepsBackOverTheEnd_staysEnded() {
    Instant end = lab.time.now().plusSeconds(1);
    TestKey key = lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    lab.advance(Duration.ofSeconds(1));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);

    lab.time.stepWall(Duration.ofHours(-1));
    lab.refresh();
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  /**
   * Another node, whose clock is behind, may still have moved the end of a key that this one saw
   * end.
   */
  @Test
  void verify_afterAnEndWasSeen_noLaterRecordRevives() {
    Instant end = lab.time.now().plusSeconds(1);
    TestKey key = lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    lab.advance(Duration.ofSeconds(1));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);

    lab.index.apply(
        key.next(record -> record.ends(end.plusSeconds(3_600), KeyState.EXPIRED.code())));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
    lab.index.apply(key.next(record -> record.state(KeyState.ACTIVE.code()).version(9)));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  @Test
  void verify_afterARecordedEnd_noLaterRecordRevives() {
    for (KeyState end :
        List.of(KeyState.REVOKED, KeyState.ABANDONED, KeyState.REPLACED, KeyState.EXPIRED)) {
      TestKey key = lab.issue();
      lab.index.apply(key.next(end));
      lab.index.apply(key.next(record -> record.version(9)));
      assertThat(lab.reject(key.text())).isEqualTo(REFUSALS.get(end));
    }
  }

  @Test
  void verify_disabledAndEnabledAgain_isAcceptedAgain() {
    TestKey key = lab.issue();
    lab.index.apply(key.next(KeyState.DISABLED));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_DISABLED);

    lab.index.apply(key.next(record -> record.version(3)));
    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void verify_anEnvironmentNotAccepted_isToldBehindTheSecretAlone() {
    TestKey key = lab.issue(record -> record.environment("staging"));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.ENVIRONMENT_NOT_ACCEPTED);
  }

  @Test
  void verify_aKeyOfAPartner_followsThePartnersStatus() {
    TestKey key = lab.issue();
    Map<String, Boolean> statuses =
        Map.of("active", true, "retired", true, "suspended", false, "ACTIVE", false, "new", false);
    long version = 1;
    for (Map.Entry<String, Boolean> status : statuses.entrySet()) {
      lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, status.getKey(), ++version));
      assertAllowed(key, status.getValue(), RejectionReason.PARTNER_SUSPENDED);
    }
  }

  @Test
  void verify_aKeyOfAPartnerNobodyKnows_isRefusedUntilItsRecordComes() {
    TestKey key = lab.issue(record -> record.partnerId("southwind"));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.PARTNER_SUSPENDED);

    lab.index.apply(new PartnerRecord("southwind", "active", 1));
    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void verify_aKeyOfABuiltInPartner_neverDependsOnARecord() {
    for (String builtIn : List.of(BuiltInPartners.UNLISTED_VENDOR, BuiltInPartners.CUSTOM)) {
      TestKey key = lab.issue(record -> record.partnerId(builtIn));
      assertThat(lab.accepts(key)).isTrue();
      lab.index.apply(new PartnerRecord(builtIn, "suspended", 1));
      assertThat(lab.accepts(key)).isTrue();
    }
  }

  @Test
  void verify_aKeyOfAnAccount_followsTheAccountsStatus() {
    TestKey key = lab.issue();
    assertThat(lab.accepts(key)).isTrue();
    List<Map.Entry<String, Boolean>> statuses =
        List.of(
            Map.entry("suspended", false),
            Map.entry("active", true),
            Map.entry("dormant", false),
            Map.entry("active", true));
    long version = 0;
    for (Map.Entry<String, Boolean> status : statuses) {
      lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, status.getKey(), ++version));
      assertAllowed(key, status.getValue(), RejectionReason.ACCOUNT_STOPPED);
    }
  }

  @Test
  void verify_aKeyOfAnErasedAccount_isStoppedForGood() {
    TestKey key = lab.issue();
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "erased", 1));
    assertAllowed(key, false, RejectionReason.ACCOUNT_STOPPED);

    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "active", 2));
    assertAllowed(key, false, RejectionReason.ACCOUNT_STOPPED);
  }

  @Test
  void verify_forAPermission_asksForTheTypeAndTheBit() {
    TestKey key = lab.issue();

    assertThat(lab.engine.verify(key.text(), CandidateIngestion.CANDIDATES_CREATE).accepted())
        .isTrue();
    assertThat(
            lab.engine.verify(key.text(), CandidateIngestion.CANDIDATES_VIEW).rejection().reason())
        .isEqualTo(RejectionReason.PERMISSION_MISSING);
    assertThat(
            lab.engine
                .verify(key.text(), VerifierLab.JOB_BOARD.permission("jobs.view"))
                .rejection()
                .reason())
        .isEqualTo(RejectionReason.API_TYPE_WRONG);
  }

  @Test
  void verify_aKeyWithoutPermissions_allowsNone() {
    TestKey key = lab.issue(record -> record.permissions(List.of()));

    assertThat(lab.engine.verify(key.text()).key().permissions()).isEmpty();
    for (Permission permission : CandidateIngestion.CANDIDATE_INGESTION.permissions()) {
      assertThat(lab.engine.verify(key.text(), permission).accepted()).isFalse();
    }
  }

  @Test
  void verify_severalRefusalsAtOnce_namesTheFirstInOrder() {
    TestKey key =
        lab.issue(
            record ->
                record.environment("staging").partnerId("nobody").state(KeyState.DISABLED.code()));
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "suspended", 1));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_DISABLED);

    lab.index.apply(key.next(KeyState.ACTIVE));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.ENVIRONMENT_NOT_ACCEPTED);

    TestKey live = lab.issue(record -> record.partnerId("nobody"));
    assertThat(lab.reject(live.text())).isEqualTo(RejectionReason.ACCOUNT_STOPPED);
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "active", 2));
    assertThat(lab.reject(live.text())).isEqualTo(RejectionReason.PARTNER_SUSPENDED);
  }

  private void assertAllowed(TestKey key, boolean allowed, RejectionReason otherwise) {
    Verification verification = lab.engine.verify(key.text());
    assertThat(verification.accepted()).isEqualTo(allowed);
    if (!allowed) {
      assertThat(verification.rejection().reason()).isEqualTo(otherwise);
    }
  }

  private static void assertState(VerifierLab lab, TestKey key, KeyState state) {
    Verification verification = lab.engine.verify(key.text());
    assertThat(verification.accepted()).isEqualTo(state == KeyState.ACTIVE);
    if (state != KeyState.ACTIVE) {
      assertThat(verification.rejection().reason()).isEqualTo(REFUSALS.get(state));
    }
  }
}
