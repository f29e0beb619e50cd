package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.PartnerRecord;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A load into an index in use, interleaved by hand with what may happen meanwhile. */
final class ReloadTest {

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();

  @Test
  void finish_keysThatTheLoadDidNotShow_areGone() {
    TestKey gone = lab.issue();
    Reload reload = begin(false);
    reload.key(key.record());
    assertThat(lab.accepts(gone)).isTrue();
    reload.finish();

    assertThat(lab.accepts(key)).isTrue();
    assertThat(lab.reject(gone.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
    assertThat(lab.index.size()).isEqualTo(1);
  }

  @Test
  void finish_aKeyThatOnlyAChangeMeanwhileShowed_stays() {
    TestKey created = lab.draw(record -> {});
    Reload reload = begin(false);
    lab.index.apply(created.record());
    lab.index.apply(key.record());
    reload.finish();

    assertThat(lab.accepts(created)).isTrue();
    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void finish_afterAKeyWasAppliedBeforeTheLoadAlone_removesIt() {
    TestKey created = lab.issue();
    Reload reload = begin(false);
    reload.finish();

    assertThat(lab.accepts(created)).isFalse();
  }

  @Test
  void load_showingAnOlderRecordThanAChangeMeanwhile_doesNotOverwriteIt() {
    Reload reload = begin(false);
    lab.index.apply(key.next(KeyState.REVOKED));
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_REVOKED);
  }

  @Test
  void load_showingAKeyThatWasRemovedMeanwhile_doesNotBringItBack() {
    Reload reload = begin(false);
    lab.index.remove(key.record().keyId());
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
  }

  @Test
  void load_showingANewerRecord_countsAtOnce() {
    Reload reload = begin(false);
    reload.key(key.next(KeyState.DISABLED));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_DISABLED);
  }

  @Test
  void load_thatFails_leavesEverythingInPlace() {
    Reload failed = begin(false);
    failed.partner(new PartnerRecord("southwind", "active", 1));
    TestKey other = lab.issue();
    Reload second = begin(false);
    second.key(key.record());
    second.key(other.record());
    second.finish();

    assertThat(lab.accepts(key)).isTrue();
    assertThat(lab.accepts(other)).isTrue();
  }

  @Test
  void load_begunEarlierThanTheOneThatFinishes_doesNotCountForIt() {
    Reload first = begin(false);
    Reload second = begin(false);
    first.key(key.record());
    second.finish();

    assertThat(lab.accepts(key)).isFalse();
  }

  @Test
  void load_notRestored_ignoresLowerVersions() {
    lab.index.apply(key.next(KeyState.DISABLED));
    Reload reload = begin(false);
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_DISABLED);
  }

  @Test
  void load_restored_acceptsLowerVersions() {
    lab.index.apply(key.next(KeyState.DISABLED));
    Reload reload = begin(true);
    reload.key(key.record());
    reload.finish();

    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void load_restored_isOverruledByANewerChangeMeanwhile() {
    lab.index.apply(key.next(record -> record.version(7)));
    Reload reload = begin(true);
    reload.key(key.record());
    lab.index.apply(key.next(KeyState.DISABLED));
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_DISABLED);
  }

  @Test
  void load_restored_keepsARecordedEnd() {
    for (KeyState end :
        new KeyState[] {
          KeyState.REVOKED, KeyState.EXPIRED, KeyState.ABANDONED, KeyState.REPLACED
        }) {
      TestKey ended = lab.issue();
      lab.index.apply(ended.next(end));
      Reload reload = begin(true);
      reload.key(ended.record());
      reload.finish();
      assertThat(lab.engine.verify(ended.text()).accepted()).isFalse();

      Reload again = begin(true);
      again.key(ended.record());
      again.finish();
      assertThat(lab.engine.verify(ended.text()).accepted()).isFalse();
    }
  }

  @Test
  void load_restored_keepsAnEndByTimeThatNobodyAskedFor() {
    Instant end = lab.time.now().plusSeconds(1);
    TestKey expiring = lab.issue(record -> record.version(2).ends(end, KeyState.EXPIRED.code()));
    lab.advance(Duration.ofSeconds(2));
    Reload reload = begin(true);
    reload.key(expiring.record().toBuilder().version(1).state(KeyState.ACTIVE.code()).build());
    reload.finish();

    assertThat(lab.reject(expiring.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  @Test
  void load_restored_countsAnEndAsSeenFromTheFreshnessThatReachedIt() {
    Instant end = lab.time.now().plusSeconds(1);
    TestKey at = lab.issue(record -> record.version(2).ends(end, KeyState.EXPIRED.code()));
    TestKey after =
        lab.issue(record -> record.version(2).ends(end.plusMillis(1), KeyState.EXPIRED.code()));
    lab.advance(Duration.ofSeconds(1));
    Reload reload = begin(true);
    for (TestKey restored : new TestKey[] {at, after}) {
      reload.key(restored.record().toBuilder().version(1).state(KeyState.ACTIVE.code()).build());
    }
    reload.finish();

    assertThat(lab.reject(at.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
    assertThat(lab.accepts(after)).isTrue();
  }

  @Test
  void load_restored_withoutAnEndedKey_doesNotLetALaterRestoreReviveIt() {
    TestKey ended = lab.issue();
    lab.index.apply(ended.next(KeyState.REVOKED));
    begin(true).finish();
    Reload later = begin(true);
    later.key(ended.record());
    later.finish();

    assertThat(lab.engine.verify(ended.text()).accepted()).isFalse();
  }

  @Test
  void load_restored_withoutALiveKey_letsALaterRestoreBringItBack() {
    begin(true).finish();
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);

    Reload later = begin(true);
    later.key(key.record());
    later.finish();
    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void load_restored_doesNotBringBackWhatWasRemoved() {
    lab.index.remove(key.record().keyId());
    Reload reload = begin(true);
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
  }

  @Test
  void load_restored_takesLowerVersionsOfOwners() {
    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "suspended", 5));
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "suspended", 5));
    Reload reload = begin(true);
    reload.account(new AccountRecord(VerifierLab.ACCOUNT, "active", 2));
    reload.key(key.record());
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.PARTNER_SUSPENDED);
    reload.partner(new PartnerRecord(VerifierLab.PARTNER, "active", 4));
    reload.finish();

    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void load_restored_isOverruledByANewerChangeOfAnOwnerMeanwhile() {
    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 9));
    Reload reload = lab.index.reload(true);
    reload.partner(new PartnerRecord(VerifierLab.PARTNER, "active", 4));
    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "suspended", 5));
    reload.partner(new PartnerRecord(VerifierLab.PARTNER, "active", 4));
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.PARTNER_SUSPENDED);
  }

  @Test
  void load_restored_showingASuspendedAccount_keepsItClosed() {
    Reload reload = begin(true);
    reload.account(new AccountRecord(VerifierLab.ACCOUNT, "suspended", 1));
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.ACCOUNT_STOPPED);
  }

  @Test
  void load_restored_keepsAnErasedAccountErased() {
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "erased", 5));
    Reload reload = begin(true);
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.ACCOUNT_STOPPED);
  }

  @Test
  void finish_restoredWithoutTheRecordOfASuspendedAccount_opensIt() {
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "suspended", 5));
    Reload reload = begin(true);
    reload.key(key.record());
    reload.finish();

    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void finish_notRestoredWithoutTheRecordOfASuspendedAccount_keepsItClosed() {
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "suspended", 5));
    Reload reload = begin(false);
    reload.key(key.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.ACCOUNT_STOPPED);
  }

  @Test
  void finish_withoutThePartner_closesIt() {
    TestKey custom = lab.issue(record -> record.partnerId(BuiltInPartners.CUSTOM));
    Reload reload = lab.index.reload(false);
    reload.key(key.record());
    reload.key(custom.record());
    reload.finish();

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.PARTNER_SUSPENDED);
    assertThat(lab.accepts(custom)).isTrue();

    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 1));
    assertThat(lab.accepts(key)).isTrue();
  }

  private Reload begin(boolean restored) {
    Reload reload = lab.index.reload(restored);
    if (!restored) {
      reload.partner(new PartnerRecord(VerifierLab.PARTNER, "active", 1));
    } else {
      lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 1));
    }
    return reload;
  }
}
