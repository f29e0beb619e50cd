package io.latchkey;

import static io.latchkey.SnapshotLab.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.SnapshotException.Reason;
import io.latchkey.VerifierLab.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which snapshots are taken over: never an older one, none of another history, none too old. */
class SnapshotOrderTest {

  private static final Duration BLINK = Duration.ofMillis(1);

  @TempDir Path directory;
  private SnapshotLab lab;
  private TestKey key;
  private Path stateFile;

  @BeforeEach
  void issue() {
    lab = new SnapshotLab(directory);
    key = lab.lab.issue();
    stateFile = directory.resolve("state");
  }

  @Test
  void refresh_newer_answersByItWhenItReturns() {
    Path first = lab.export("first");
    lab.lab.index.apply(key.next(KeyState.REVOKED));
    Path second = lab.export("second");
    try (SnapshotVerifier verifier = lab.eager().open(first)) {
      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");

      SnapshotInfo info = verifier.refresh(second);

      assertThat(verdict(verifier, key)).isEqualTo("KEY_REVOKED");
      assertThat(info.feedNumber()).isEqualTo(lab.number);
      assertThat(info.epoch()).isEqualTo("first history");
      assertThat(info.asOf()).isEqualTo(lab.lab.time.now());
      assertThat(info).hasToString(verifier.info().toString());
    }
  }

  @Test
  void refresh_olderChange_isRefusedAndTheNewerGoesOn() {
    Path older = lab.export("older");
    lab.lab.index.apply(key.next(KeyState.REVOKED));
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("newer"))) {
      assertThat(refusal(() -> verifier.refresh(older))).isEqualTo(Reason.OLDER_THAN_SEEN);
      assertThat(verdict(verifier, key)).isEqualTo("KEY_REVOKED");
    }
  }

  /** Nothing changed at the host: the newer reading vouches for longer, the older for less. */
  @Test
  void refresh_sameChange_takesTheOneReadLater() {
    Path former = lab.write("former", lab.snapshot());
    lab.lab.time.advance(Duration.ofMinutes(9));
    Path latter = lab.write("latter", lab.snapshot());
    try (SnapshotVerifier verifier = lab.eager().open(former)) {
      verifier.refresh(latter);
      lab.lab.time.advance(Duration.ofMinutes(9));

      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
      assertThat(verifier.refresh(latter).fingerprint()).hasSize(64);
      assertThat(refusal(() -> verifier.refresh(former))).isEqualTo(Reason.OLDER_THAN_SEEN);
    }
  }

  @Test
  void open_olderAfterARestart_isRefusedByTheStateFile() {
    Path older = lab.export("older");
    Path newer = lab.export("newer");
    lab.eager().stateFile(stateFile).open(newer).close();

    assertThat(refusal(() -> lab.eager().stateFile(stateFile).open(older)))
        .isEqualTo(Reason.OLDER_THAN_SEEN);
    try (SnapshotVerifier again = lab.eager().stateFile(stateFile).open(newer)) {
      assertThat(verdict(again, key)).isEqualTo("ACCEPTED");
    }
    try (SnapshotVerifier forgetful = lab.eager().open(older)) {
      assertThat(verdict(forgetful, key)).as("without a state file").isEqualTo("ACCEPTED");
    }
  }

  @Test
  void refresh_newer_isInTheStateFileToo() {
    Path first = lab.export("first");
    Path second = lab.export("second");
    Path third = lab.export("third");
    try (SnapshotVerifier verifier = lab.eager().stateFile(stateFile).open(first)) {
      verifier.refresh(third);
    }

    assertThat(refusal(() -> lab.eager().stateFile(stateFile).open(second)))
        .isEqualTo(Reason.OLDER_THAN_SEEN);
  }

  @Test
  void stateFile_changedOrCutAnywhere_isRefused() throws IOException {
    Path snapshot = lab.export("snapshot");
    lab.eager().stateFile(stateFile).open(snapshot).close();
    byte[] whole = Files.readAllBytes(stateFile);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x01;
      assertStateRefused(snapshot, changed);
      assertStateRefused(snapshot, Arrays.copyOf(whole, at));
    }
    assertStateRefused(snapshot, new byte[10_000]);
  }

  private void assertStateRefused(Path snapshot, byte[] content) throws IOException {
    Files.write(stateFile, content);
    assertThat(refusal(() -> lab.eager().stateFile(stateFile).open(snapshot)))
        .as(() -> new String(content, StandardCharsets.ISO_8859_1))
        .isEqualTo(Reason.STATE_FILE_FAILED);
  }

  @Test
  void stateFile_thatCanNotBeWritten_keepsTheSnapshotFromAnswering() {
    Path snapshot = lab.export("snapshot");
    Path nowhere = directory.resolve("no such directory").resolve("state");

    assertThat(refusal(() -> lab.eager().stateFile(nowhere).open(snapshot)))
        .isEqualTo(Reason.STATE_FILE_FAILED);
  }

  @Test
  void refresh_otherEpoch_needsToBeAcceptedByName() {
    Path before = lab.export("before");
    lab.epoch = "second history";
    lab.number = 7;
    Path restored = lab.export("restored");
    try (SnapshotVerifier verifier = lab.eager().stateFile(stateFile).open(before)) {
      assertThat(refusal(() -> verifier.refresh(restored))).isEqualTo(Reason.OTHER_EPOCH);
      verifier.acceptEpoch("third history");
      assertThat(refusal(() -> verifier.refresh(restored))).isEqualTo(Reason.OTHER_EPOCH);
      verifier.acceptEpoch("second history");

      assertThat(verifier.refresh(restored).feedNumber()).isEqualTo(8);
      assertThat(refusal(() -> verifier.refresh(before))).isEqualTo(Reason.OTHER_EPOCH);
    }
    assertThat(refusal(() -> lab.eager().stateFile(stateFile).open(before)))
        .isEqualTo(Reason.OTHER_EPOCH);
  }

  @Test
  void open_otherEpochThanInTheStateFile_needsToBeAcceptedByName() {
    lab.eager().stateFile(stateFile).open(lab.export("before")).close();
    lab.epoch = "second history";
    lab.number = 7;
    Path restored = lab.export("restored");

    assertThat(refusal(() -> lab.eager().stateFile(stateFile).open(restored)))
        .isEqualTo(Reason.OTHER_EPOCH);
    try (SnapshotVerifier verifier =
        lab.eager().stateFile(stateFile).acceptEpoch("second history").open(restored)) {
      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void open_otherScopeThanExpected_isRefused() {
    lab.scope = SnapshotScope.accounts(World.GLOBEX);
    Path globex = lab.export("globex");

    assertThat(refusal(() -> lab.eager().scope(SnapshotScope.everything()).open(globex)))
        .isEqualTo(Reason.WRONG_SCOPE);
    SnapshotScope equal = SnapshotScope.accounts(AccountId.of("globex"));
    try (SnapshotVerifier verifier = lab.eager().scope(equal).open(globex)) {
      lab.scope = SnapshotScope.partners(PartnerId.of("globex"));
      Path partner = lab.export("partner");

      assertThat(refusal(() -> verifier.refresh(partner))).isEqualTo(Reason.WRONG_SCOPE);
      assertThat(verifier.info().scope()).hasToString("accounts [globex]");
    }
  }

  @Test
  void refresh_otherScopeThanTheFirst_isRefused() {
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("everything"))) {
      lab.scope = SnapshotScope.accounts(World.GLOBEX);
      Path globex = lab.export("globex");

      assertThat(refusal(() -> verifier.refresh(globex))).isEqualTo(Reason.WRONG_SCOPE);
    }
  }

  @Test
  void verify_overTheAge_isNotAvailableUntilRefreshed() {
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("first"))) {
      lab.lab.advance(SnapshotLab.MAX_AGE);
      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
      lab.lab.advance(BLINK);
      assertThat(verdict(verifier, key)).isEqualTo("STALE");

      verifier.refresh(lab.export("second"));
      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
    }
  }

  /** The age counts from the start of the reading, not from opening. */
  @Test
  void verify_openedLate_isNotAvailableWhenTheReadingIsTooOld() {
    Path file = lab.export("snapshot");
    lab.lab.advance(SnapshotLab.MAX_AGE.minus(BLINK));
    try (SnapshotVerifier verifier = lab.eager().open(file)) {
      lab.lab.advance(BLINK);
      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
      lab.lab.advance(BLINK);
      assertThat(verdict(verifier, key)).isEqualTo("STALE");
    }
  }

  @Test
  void verify_wallClockSetBackAfterwards_isNotAvailableByTheMonotonicOne() {
    Path file = lab.export("snapshot");
    lab.lab.advance(Duration.ofMinutes(4));
    try (SnapshotVerifier verifier = lab.eager().open(file)) {
      lab.lab.time.advance(Duration.ofMinutes(6).plus(BLINK));
      lab.lab.time.stepWall(Duration.ofHours(-10));

      assertThat(verdict(verifier, key)).isEqualTo("STALE");
    }
  }

  @Test
  void verify_wallClockSetForward_isNotAvailableByTheWallClock() {
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("snapshot"))) {
      lab.lab.time.stepWall(SnapshotLab.MAX_AGE.plus(BLINK));

      assertThat(verdict(verifier, key)).isEqualTo("STALE");
    }
  }

  @Test
  void open_tooOld_isRefused() {
    Path file = lab.export("snapshot");
    lab.lab.advance(SnapshotLab.MAX_AGE);
    lab.eager().open(file).close();
    lab.lab.advance(BLINK);

    assertThat(refusal(() -> lab.eager().open(file))).isEqualTo(Reason.TOO_OLD);
  }

  @Test
  void open_readAheadOfOurClock_isRefusedBeyondAMinute() {
    Path file = lab.export("snapshot");
    lab.lab.time.stepWall(Duration.ofMinutes(-1));
    try (SnapshotVerifier verifier = lab.eager().open(file)) {
      lab.lab.time.advance(SnapshotLab.MAX_AGE.plus(BLINK));
      assertThat(verdict(verifier, key)).as("no longer than the bound").isEqualTo("STALE");
    }
    lab.lab.time.stepWall(Duration.ofMinutes(-10).minus(BLINK).minus(BLINK));

    assertThat(refusal(() -> lab.eager().open(file))).isEqualTo(Reason.FROM_THE_FUTURE);
  }

  @Test
  void verify_endThatWasSeen_staysWhateverALaterSnapshotSays() {
    Instant end = lab.lab.time.now().plusSeconds(60);
    TestKey ending = lab.lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("first"))) {
      lab.lab.advance(Duration.ofSeconds(61));
      assertThat(verdict(verifier, ending)).isEqualTo("KEY_EXPIRED");
      lab.lab.index.apply(
          ending.next(record -> record.ends(end.plusSeconds(9_999), KeyState.EXPIRED.code())));
      verifier.refresh(lab.export("second"));
      assertThat(verdict(verifier, ending)).isEqualTo("KEY_EXPIRED");
      verifier.refresh(lab.export("third"));

      assertThat(verdict(verifier, ending)).isEqualTo("KEY_EXPIRED");
    }
  }

  /** An end that was extended in time, as seen from here only afterwards, is no end. */
  @Test
  void verify_endThatNobodySaw_isTheNewerSnapshots() {
    Instant end = lab.lab.time.now().plusSeconds(60);
    TestKey ending = lab.lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("first"))) {
      lab.lab.index.apply(
          ending.next(record -> record.ends(end.plusSeconds(9_999), KeyState.EXPIRED.code())));
      lab.lab.advance(Duration.ofSeconds(61));
      verifier.refresh(lab.export("second"));

      assertThat(verdict(verifier, ending)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void refresh_restoredStore_bringsNothingBackThatHadEnded() {
    TestKey revoked = lab.lab.issue();
    TestKey lost = lab.lab.issue();
    Instant end = lab.lab.time.now().plusSeconds(60);
    TestKey expired = lab.lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    lab.number++;
    lab.lab.index.apply(revoked.next(KeyState.REVOKED));
    lab.lab.index.apply(lost.next(KeyState.REVOKED));
    lab.lab.advance(Duration.ofSeconds(60));
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("before"))) {
      lab.epoch = "second history";
      verifier.acceptEpoch(lab.epoch);
      lab.lab.index.remove(lost.record().keyId());
      restore(key, revoked, expired);
      verifier.refresh(lab.export("restored"));
      assertThat(verdict(verifier, lost)).isEqualTo("KEY_UNKNOWN");
      restore(lost);
      verifier.refresh(lab.export("restored again"));

      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
      assertThat(verdict(verifier, revoked)).isEqualTo("KEY_REVOKED");
      assertThat(verdict(verifier, expired)).isEqualTo("KEY_EXPIRED");
      assertThat(verdict(verifier, lost)).isEqualTo("KEY_REVOKED");
    }
  }

  /** Its end was forgotten with the snapshot that last showed it, so a later restore revived it. */
  @Test
  void refresh_restoredStore_bringsNothingBackThatHadEndedAndWasRemovedBefore() {
    TestKey revoked = lab.lab.issue();
    Instant end = lab.lab.time.now().plusSeconds(60);
    TestKey expired = lab.lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
    lab.lab.index.apply(revoked.next(KeyState.REVOKED));
    lab.lab.advance(Duration.ofSeconds(60));
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("before"))) {
      lab.lab.index.remove(revoked.record().keyId());
      lab.lab.index.remove(expired.record().keyId());
      verifier.refresh(lab.export("purged"));
      assertThat(verdict(verifier, revoked)).isEqualTo("KEY_UNKNOWN");
      lab.epoch = "second history";
      verifier.acceptEpoch(lab.epoch);
      restore(key, revoked);
      lab.restored.add(
          expired.next(record -> record.ends(end.plusSeconds(9_999), KeyState.EXPIRED.code())));

      verifier.refresh(lab.export("restored"));

      assertThat(verdict(verifier, key)).isEqualTo("ACCEPTED");
      assertThat(verdict(verifier, revoked)).isEqualTo("KEY_REVOKED");
      assertThat(verdict(verifier, expired)).isEqualTo("KEY_EXPIRED");
    }
  }

  /** Another index, as of a host that never saw these keys end. */
  private void restore(TestKey... alive) {
    for (TestKey back : alive) {
      lab.restored.add(back.record().toBuilder().state(KeyState.ACTIVE.code()).build());
    }
  }

  private static Reason refusal(ThrowingCallable call) {
    SnapshotException refusal = catchThrowableOfType(SnapshotException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal).hasMessageEndingWith(". " + refusal.nextStep());
    return refusal.reason();
  }
}
