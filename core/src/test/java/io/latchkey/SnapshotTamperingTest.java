package io.latchkey;

import static io.latchkey.SnapshotLab.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.latchkey.SnapshotException.Reason;
import io.latchkey.VerifierLab.TestKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever can write to the file may do to it, short of having the host's key. */
class SnapshotTamperingTest {

  @TempDir Path directory;
  private SnapshotLab lab;
  private List<TestKey> keys;
  private byte[] whole;

  @BeforeEach
  void export() {
    lab = new SnapshotLab(directory);
    keys = lab.issue(3);
    lab.lab.index.apply(keys.get(2).next(KeyState.REVOKED));
    whole = lab.snapshot();
  }

  @Test
  void open_anyByteChanged_isRefusedOrNothingInThePageAnswers() {
    int pages = whole.length - keys.size() * SnapshotFormat.RECORD;
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    try (Logged quiet = Logged.by(SnapshotPages.class, Level.OFF)) {
      for (int at = 0; at < whole.length; at++) {
        for (int bits : new int[] {0x01, 0x80}) {
          byte[] changed = whole.clone();
          changed[at] ^= (byte) bits;
          Path file = lab.write("changed", changed);
          if (at < pages) {
            reasons.add(refusal(file));
          } else {
            assertThat(verdicts(file))
                .as("byte %s", at)
                .containsExactly("SNAPSHOT_DAMAGED", "SNAPSHOT_DAMAGED", "SNAPSHOT_DAMAGED");
          }
        }
      }
      assertThat(quiet.events()).isEmpty();
    }
    assertThat(reasons)
        .contains(
            Reason.MALFORMED,
            Reason.UNSUPPORTED_VERSION,
            Reason.UNKNOWN_SIGNING_KEY,
            Reason.WRONG_SIGNATURE,
            Reason.DAMAGED)
        .doesNotContain(Reason.UNREADABLE);
  }

  @Test
  void open_cutAnywhere_isRefused() {
    for (int length = 0; length < whole.length; length++) {
      Reason reason = refusal(lab.write("cut", Arrays.copyOf(whole, length)));
      assertThat(reason).as("%s bytes", length).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void open_somethingBehindTheEnd_isRefused() {
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);

    assertThat(refusal(lab.write("longer", longer))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void open_untouched_answers() {
    assertThat(verdicts(lab.write("whole", whole)))
        .containsExactly("ACCEPTED", "ACCEPTED", "KEY_REVOKED");
  }

  @Test
  void open_signedByAnotherKeyOfTheSameName_isRefused() {
    lab.signer = new SnapshotSigner(SnapshotLab.KEY_ID, SnapshotLab.ed25519().getPrivate());

    assertThat(refusal(lab.export("forged"))).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void open_signedByAKeyNotTrusted_isRefusedAndNamesIt() {
    lab.signer = new SnapshotSigner("mallory", SnapshotLab.ed25519().getPrivate());
    Path file = lab.export("forged");

    SnapshotException refusal =
        catchThrowableOfType(SnapshotException.class, () -> lab.lazy().open(file));

    assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SIGNING_KEY);
    assertThat(refusal)
        .hasMessageContaining("mallory")
        .hasMessageContaining(SnapshotLab.KEY_ID)
        .hasMessageEndingWith(refusal.nextStep());
  }

  @Test
  void open_signingKeyRotated_takesSnapshotsOfBoth() {
    var next = SnapshotLab.ed25519();
    Path former = lab.export("former");
    lab.signer = new SnapshotSigner("2030-02", next.getPrivate());
    Path present = lab.export("present");

    try (SnapshotVerifier verifier = lab.eager().trust("2030-02", next.getPublic()).open(former)) {
      verifier.refresh(present);

      assertThat(verifier.info().signedBy()).isEqualTo("2030-02");
      assertThat(verdict(verifier, keys.get(0))).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void open_partsOfTwoSnapshots_isRefusedOrNothingInThePageAnswers() {
    lab.number++;
    lab.lab.index.apply(keys.get(0).next(KeyState.REVOKED));
    byte[] later = lab.snapshot();
    assertThat(later).hasSameSizeAs(whole);
    int page = whole.length - keys.size() * SnapshotFormat.RECORD;
    byte[] mixed = later.clone();
    System.arraycopy(whole, page, mixed, page, whole.length - page);

    try (Logged log = Logged.by(SnapshotPages.class)) {
      assertThat(verdicts(lab.write("mixed", mixed)))
          .containsExactly("SNAPSHOT_DAMAGED", "SNAPSHOT_DAMAGED", "SNAPSHOT_DAMAGED");
      assertThat(log.events()).hasSize(1);
    }
  }

  @Test
  void open_noFile_isUnreadable() {
    assertThat(refusal(directory.resolve("none"))).isEqualTo(Reason.UNREADABLE);
    assertThat(refusal(directory)).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void open_emptyStore_knowsNoKey() {
    SnapshotLab empty = new SnapshotLab(directory);

    try (SnapshotVerifier verifier = empty.eager().open(empty.export("empty"))) {
      assertThat(verifier.info().keys()).isZero();
      assertThat(verdict(verifier, keys.get(0))).isEqualTo("KEY_UNKNOWN");
    }
  }

  private Reason refusal(Path file) {
    SnapshotException refusal =
        catchThrowableOfType(SnapshotException.class, () -> lab.lazy().open(file));
    assertThat(refusal).isNotNull();
    return refusal.reason();
  }

  private List<String> verdicts(Path file) {
    try (SnapshotVerifier verifier = lab.lazy().open(file)) {
      return keys.stream().map(key -> verdict(verifier, key)).toList();
    }
  }
}
