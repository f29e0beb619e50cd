package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Snapshots of an index that a test fills by hand, and verifiers over them. */
final class SnapshotLab {

  static final String KEY_ID = "2030-01";
  static final Duration MAX_AGE = Duration.ofMinutes(10);

  final VerifierLab lab = new VerifierLab();
  final KeyPair signing = ed25519();
  final Path directory;

  String epoch = "first history";
  long number = 100;

  /** What a host holds whose store was set back; if there is any, it is exported alone. */
  final List<KeyRecord> restored = new ArrayList<>();

  SnapshotScope scope = SnapshotScope.everything();
  SnapshotSigner signer = new SnapshotSigner(KEY_ID, signing.getPrivate());

  SnapshotLab(Path directory) {
    this.directory = directory;
  }

  static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  List<TestKey> issue(int keys) {
    List<TestKey> issued = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      issued.add(lab.issue());
    }
    return issued;
  }

  /** Everything that the index holds now, as of now. */
  byte[] snapshot() {
    List<IndexEntry> entries = new ArrayList<>();
    host().forEachEntry(entries::add);
    List<String> types = lab.settings.typesByName().keySet().stream().sorted().toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SnapshotImage.of(
              entries,
              new SnapshotPosition(epoch, number, lab.time.epochMillis()),
              new SnapshotImage.Subject(scope, types),
              signer)
          .writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private VerificationIndex host() {
    if (restored.isEmpty()) {
      return lab.index;
    }
    VerificationIndex setBack = new VerificationIndex(lab.settings);
    setBack.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 1));
    restored.forEach(setBack::apply);
    return setBack;
  }

  /** A file with {@link #snapshot}, one change newer than the last. */
  Path export(String name) {
    number++;
    return write(name, snapshot());
  }

  @CanIgnoreReturnValue
  Path write(String name, byte[] content) {
    try {
      return Files.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SnapshotVerifier.Builder verifier() {
    return SnapshotVerifier.trusting(KEY_ID, signing.getPublic())
        .brand("acme")
        .brand("oldacme")
        .environments("live", "test")
        .apiType(VerifierLab.JOB_BOARD)
        .timeSource(lab.time)
        .maxSnapshotAge(MAX_AGE);
  }

  /** One whose background work is left undone: each page is checked when it is asked for. */
  SnapshotVerifier.Builder lazy() {
    return verifier().executor(task -> {});
  }

  /** One whose pages are all checked when it is open. */
  SnapshotVerifier.Builder eager() {
    return verifier().executor(Runnable::run);
  }

  static String verdict(KeyVerifier verifier, String text) {
    return verifier.verify(text).fold(key -> "ACCEPTED", no -> no.reason().name());
  }

  static String verdict(KeyVerifier verifier, TestKey key) {
    return verdict(verifier, key.text());
  }
}
