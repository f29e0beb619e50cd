package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class VerificationIndexTest {

  private final VerifierLab lab = new VerifierLab();

  @Test
  void apply_anOlderVersionLater_doesNotShow() {
    TestKey key = lab.issue();
    lab.index.apply(key.next(KeyState.DISABLED));
    lab.index.apply(key.record());

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_DISABLED);
  }

  @Test
  void apply_theSameVersionAgain_changesNothing() {
    TestKey key = lab.issue();
    Verification before = lab.engine.verify(key.text());
    lab.index.apply(key.record().toBuilder().state(KeyState.DISABLED.code()).build());

    assertThat(lab.engine.verify(key.text())).isSameAs(before);
  }

  @Test
  void apply_anOlderVersionOfAnOwnerLater_doesNotShow() {
    TestKey key = lab.issue();
    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "suspended", 3));
    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 2));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.PARTNER_SUSPENDED);

    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 4));
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "suspended", 3));
    lab.index.apply(new AccountRecord(VerifierLab.ACCOUNT, "active", 2));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.ACCOUNT_STOPPED);
  }

  @Test
  void apply_aRecordedEndOfALowerVersion_stillEnds() {
    TestKey key = lab.issue(record -> record.version(5));
    lab.index.apply(key.record().toBuilder().version(4).state(KeyState.REVOKED.code()).build());

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_REVOKED);
  }

  @Test
  void remove_aKey_makesItUnknown() {
    TestKey key = lab.issue();
    assertThat(lab.index.size()).isEqualTo(1);
    lab.index.remove(key.record().keyId());

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
    assertThat(lab.index.size()).isZero();
  }

  /** A read that began before the removal may end after it. */
  @Test
  void apply_afterRemoval_doesNotBringBack() {
    TestKey key = lab.issue();
    lab.index.remove(key.record().keyId());
    lab.index.remove(key.record().keyId());
    lab.index.apply(key.record());
    lab.index.apply(key.next(KeyState.ACTIVE));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
    assertThat(lab.index.size()).isZero();
  }

  @Test
  void apply_afterTheRemovalOfWhatWasNeverSeen_doesNotShow() {
    TestKey key = lab.draw(record -> {});
    lab.index.remove(key.record().keyId());
    lab.index.apply(key.record());

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
  }

  @Test
  void remove_whatIsNoId_isIgnored() {
    lab.index.remove("no id");

    assertThat(lab.index.size()).isZero();
  }

  @Test
  void apply_manyKeys_allAreFound() {
    List<TestKey> keys = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      keys.add(lab.issue());
    }
    for (int i = 0; i < keys.size(); i += 3) {
      lab.index.remove(keys.get(i).record().keyId());
    }

    assertThat(lab.index.size()).isEqualTo(keys.size() - (keys.size() + 2) / 3);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(lab.accepts(keys.get(i))).isEqualTo(i % 3 != 0);
    }
  }

  @Test
  void apply_whatIsNotKnownHere_isNotGrantedAndLoggedOnce() {
    try (Logged logged = Logged.by(RecordReader.class)) {
      assertUnreadable(logged, "API type", record -> record.apiType("unheard_of"));
      assertUnreadable(logged, "digest", record -> record.digest("sha512-body", new byte[64]));
      assertUnreadable(logged, "digest", record -> record.digest("SHA256-BODY", new byte[32]));
      assertUnreadable(logged, "digest", record -> record.digest("short", new byte[16]));
      assertUnreadable(logged, "state", record -> record.state("frozen"));
      assertUnreadable(
          logged,
          "state",
          record -> record.ends(Instant.EPOCH.plusSeconds(9_999_999_999L), "thawed"));
      assertUnreadable(logged, "account or partner", record -> record.accountId("what is this"));
      assertUnreadable(logged, "account or partner", record -> record.partnerId("ümlaut"));
    }
  }

  @Test
  void suspension_ofOneOfManyAccounts_stopsItsKeysAlone() {
    List<TestKey> keys = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String account = "many-" + i;
      keys.add(lab.issue(record -> record.accountId(account)));
    }
    for (int stopped : new int[] {0, 63, 64, 130, 199}) {
      lab.index.apply(new AccountRecord("many-" + stopped, "suspended", 1));
      for (int i = 0; i < keys.size(); i++) {
        assertThat(lab.accepts(keys.get(i))).as("key %d", i).isEqualTo(i != stopped);
      }
      lab.index.apply(new AccountRecord("many-" + stopped, "active", 2));
    }
  }

  private void assertUnreadable(Logged logged, String what, Consumer<KeyRecord.Builder> change) {
    logged.clear();
    TestKey key = lab.issue(change);
    lab.index.apply(key.record());

    assertThat(lab.reject(key.text())).as(what).isEqualTo(RejectionReason.KEY_UNREADABLE);
    assertThat(lab.engine.verify(key.text()).rejection().keyId()).contains(key.id());
    assertThat(logged.events()).hasSize(1);
    assertThat(logged.events().get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(logged.events().get(0).getFormattedMessage()).contains(key.record().keyId(), what);
  }

  @Test
  void apply_aBrandOrEnvironmentThatIsNoWord_isUnreadable() {
    TestKey key = lab.issue();
    lab.index.apply(key.next(record -> record.brand("Acme!")));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNREADABLE);

    lab.index.apply(key.next(record -> record.environment("li_ve").version(3)));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNREADABLE);
  }

  @Test
  void apply_aDigestOfTheRightAlgorithmAndAWrongLength_isUnreadable() {
    TestKey key = lab.issue();
    lab.index.apply(key.next(record -> record.digest(KeyDigest.ALGORITHM, new byte[31])));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNREADABLE);
  }

  @Test
  void apply_aPermissionNobodyKnows_grantsTheOthersAlone() {
    try (Logged logged = Logged.by(RecordReader.class)) {
      TestKey key = lab.issue(record -> record.permissions(List.of("jobs.view", "world.destroy")));

      assertThat(lab.engine.verify(key.text()).key().permissions())
          .containsExactly(CandidateIngestion.JOBS_VIEW);
      assertThat(logged.events()).hasSize(1);
      assertThat(logged.events().get(0).getFormattedMessage())
          .contains(key.record().keyId(), "world.destroy");
    }
  }

  @Test
  void apply_aRecordWhoseIdIsNone_isIgnoredAndLogged() {
    try (Logged logged = Logged.by(VerificationIndex.class)) {
      TestKey key = lab.draw(record -> {});
      lab.index.apply(key.record().toBuilder().keyId("an id\nof another kind").build());

      assertThat(lab.index.size()).isZero();
      assertThat(logged.events()).hasSize(1);
      assertThat(logged.events().get(0).getFormattedMessage()).doesNotContain("\n");
    }
  }

  @Test
  void apply_aStatusNobodyKnows_isLogged() {
    try (Logged logged = Logged.by(OwnerNodes.class)) {
      lab.index.apply(new PartnerRecord("southwind", "dormant", 1));
      lab.index.apply(new PartnerRecord("southwind", "dormant", 1));

      assertThat(logged.events()).hasSize(1);
      assertThat(logged.events().get(0).getFormattedMessage()).contains("southwind", "dormant");
    }
  }

  @Test
  void apply_anOwnerWhoseIdIsNone_isIgnored() {
    lab.index.apply(new PartnerRecord("no partner", "active", 1));
    lab.index.apply(new AccountRecord("no account", "erased", 1));

    assertThat(lab.index.size()).isZero();
  }

  @Test
  void apply_anUnreadableRecordAndThenAReadableOne_isAcceptedAgain() {
    TestKey key = lab.issue();
    lab.index.apply(key.next(record -> record.apiType("unheard_of")));
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNREADABLE);

    lab.index.apply(key.next(record -> record.version(3)));
    assertThat(lab.accepts(key)).isTrue();
  }

  @Test
  void apply_anUnreadableRecordAfterTheEnd_doesNotForgetTheEnd() {
    TestKey key = lab.issue();
    lab.index.apply(key.next(KeyState.REVOKED));
    lab.index.apply(key.next(record -> record.apiType("unheard_of").version(3)));
    lab.index.apply(key.next(record -> record.version(4)));

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_REVOKED);
  }

  /** A verification found the end in an entry that was replaced before it could say so. */
  @Test
  void ended_inAnEntryReplacedMeanwhile_countsForTheNewOne() {
    Instant end = lab.time.now().plusSeconds(1);
    TestKey key = lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    IndexEntry before = (IndexEntry) find(key);
    lab.index.apply(key.next(record -> record.ends(end.plusSeconds(60), KeyState.EXPIRED.code())));
    assertThat(lab.accepts(key)).isTrue();
    lab.index.ended(before, RejectionReason.KEY_EXPIRED);

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
    assertThat(before.ended()).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  /** A verification noted the end, and a use before it, in an entry that was being replaced. */
  @Test
  void handOver_whatWasNotedDuringTheReplacement_goesToTheNewEntry() {
    TestKey key = lab.issue();
    IndexEntry before = (IndexEntry) find(key);
    lab.index.apply(key.next(KeyState.ACTIVE));
    IndexEntry after = (IndexEntry) find(key);
    before.used(7);
    before.endIf(RejectionReason.KEY_EXPIRED);
    VerificationIndex.handOver(before, after);

    assertThat(after.ended()).isEqualTo(RejectionReason.KEY_EXPIRED);
    assertThat(after.usedMinute()).isEqualTo(7);
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_EXPIRED);
  }

  @Test
  void ended_inAnEntryRemovedMeanwhile_isHarmless() {
    TestKey key = lab.issue();
    IndexEntry before = (IndexEntry) find(key);
    lab.index.reload(true).finish();
    lab.index.ended(before, RejectionReason.KEY_EXPIRED);

    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
  }

  @Test
  void versionOf_aKey_isTheOneHeld() {
    TestKey key = lab.draw(record -> {});
    assertThat(lab.index.versionOf(key.id())).isZero();
    lab.index.apply(key.record());
    assertThat(lab.index.versionOf(key.id())).isEqualTo(1);
    lab.index.apply(key.next(record -> record.version(7)));
    lab.index.apply(key.record());
    assertThat(lab.index.versionOf(key.id())).isEqualTo(7);
    lab.index.remove(key.record().keyId());
    assertThat(lab.index.versionOf(key.id())).isEqualTo(Long.MAX_VALUE);
  }

  private IndexSlot find(TestKey key) {
    IndexSlot.Place place = IndexSlot.Place.of(key.id(), 1, 1);
    return Objects.requireNonNull(lab.index.find(place.idHigh(), place.idLow()));
  }
}
