package io.latchkey;

import static io.latchkey.SnapshotLab.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.latchkey.VerifierLab.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the file of a snapshot while it is open. */
class SnapshotFileTest {

  private static final int KEYS = 3 * SnapshotFormat.PAGE_KEYS - 10;

  private static final String DAMAGE_LOGGED =
      "page [0-2] of the snapshot can't be read; nothing in it will answer";

  @TempDir Path directory;
  private SnapshotLab lab;
  private List<TestKey> keys;
  private Path file;

  @BeforeEach
  void export() {
    lab = new SnapshotLab(directory);
    keys = lab.issue(KEYS);
    file = lab.export("snapshot");
  }

  @Test
  void verify_fileCutShortBeforeAnyPageIsChecked_isNotAvailable() throws IOException {
    try (Logged log = Logged.by(SnapshotPages.class);
        SnapshotVerifier verifier = lab.lazy().open(file)) {
      Files.write(file, new byte[0]);

      assertThat(verdicts(verifier)).containsOnlyKeys("SNAPSHOT_DAMAGED");
      Rejection rejection = verifier.verify(keys.get(0).text()).rejection();
      assertThat(rejection.view()).isEqualTo(CallerView.NOT_AVAILABLE);
      assertThat(rejection.keyId()).isEmpty();
      assertThat(verifier.damagedPages()).isEqualTo(3);
      assertThat(log.events())
          .hasSize(3)
          .allMatch(event -> event.getLevel() == Level.ERROR)
          .allMatch(event -> event.getFormattedMessage().matches(DAMAGE_LOGGED));
    }
  }

  @Test
  void verify_fileRewrittenInPlaceBeforeAnyPageIsChecked_isNotAvailable() throws IOException {
    byte[] other = otherSnapshot();
    try (Logged quiet = Logged.by(SnapshotPages.class, Level.OFF);
        SnapshotVerifier verifier = lab.lazy().open(file)) {
      Files.write(file, other);

      assertThat(verdicts(verifier)).containsOnlyKeys("SNAPSHOT_DAMAGED");
      assertThat(quiet.events()).isEmpty();
    }
  }

  /** Renaming another file to its place leaves the one that is open as it is. */
  @Test
  void verify_fileReplacedBeforeAnyPageIsChecked_answersAsBefore() throws IOException {
    Path other = lab.write("other", otherSnapshot());
    try (SnapshotVerifier verifier = lab.lazy().open(file)) {
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

      assertThat(verdicts(verifier)).isEqualTo(Map.of("ACCEPTED", KEYS));
    }
  }

  @Test
  void verify_fileGoneAfterEveryPageIsChecked_answersAsBefore() throws Exception {
    try (SnapshotVerifier verifier = lab.verifier().open(file)) {
      assertThat(verifier.awaitChecked(Duration.ofMinutes(1))).isTrue();
      Files.write(file, new byte[10]);
      Files.delete(file);

      assertThat(verdicts(verifier)).isEqualTo(Map.of("ACCEPTED", KEYS));
      assertThat(verifier.damagedPages()).isZero();
    }
  }

  @Test
  void verify_onePageDamaged_leavesTheOthersAnswering() throws IOException {
    byte[] changed = Files.readAllBytes(file);
    changed[changed.length - 1] ^= 1;
    Files.write(file, changed);
    try (Logged quiet = Logged.by(SnapshotPages.class, Level.OFF);
        SnapshotVerifier verifier = lab.eager().open(file)) {
      int lastPage = KEYS - 2 * SnapshotFormat.PAGE_KEYS;

      assertThat(verdicts(verifier))
          .isEqualTo(Map.of("ACCEPTED", KEYS - lastPage, "SNAPSHOT_DAMAGED", lastPage));
      assertThat(verifier.damagedPages()).isEqualTo(1);
      assertThat(quiet.events()).isEmpty();
    }
  }

  @Test
  void refresh_onePageDamaged_isRefusedAndTheFormerGoesOn() throws IOException {
    try (Logged quiet = Logged.by(SnapshotPages.class, Level.OFF);
        SnapshotVerifier verifier = lab.eager().open(file)) {
      Path next = lab.export("next");
      byte[] changed = Files.readAllBytes(next);
      changed[changed.length - 1] ^= 1;
      Files.write(next, changed);

      assertThatThrownBy(() -> verifier.refresh(next))
          .isInstanceOfSatisfying(
              SnapshotException.class,
              e -> assertThat(e.reason()).isEqualTo(SnapshotException.Reason.DAMAGED));
      assertThat(verdicts(verifier)).isEqualTo(Map.of("ACCEPTED", KEYS));
      assertThat(quiet.events()).isEmpty();
    }
  }

  /** A channel would be closed for everybody by the first thread that reads it interrupted. */
  @Test
  void verify_byAnInterruptedThread_answersAndLeavesTheFileOpen() {
    try (SnapshotVerifier verifier = lab.lazy().open(file)) {
      Thread.currentThread().interrupt();
      String first = verdict(verifier, keys.get(0));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(first).isEqualTo("ACCEPTED");
      assertThat(verdicts(verifier)).isEqualTo(Map.of("ACCEPTED", KEYS));
    }
  }

  @Test
  void verify_whileThePagesAreChecked_isRightFromTheFirstAnswerOn() {
    List<Runnable> task = new ArrayList<>();
    try (SnapshotVerifier verifier = lab.verifier().executor(task::add).open(file)) {
      List<Racing.Outcome<Map<String, Integer>>> outcomes =
          Racing.of(
              () -> {
                task.get(0).run();
                return Map.of("ACCEPTED", KEYS);
              },
              () -> verdicts(verifier),
              () -> verdicts(verifier));

      assertThat(outcomes).allMatch(outcome -> outcome.answer().equals(Map.of("ACCEPTED", KEYS)));
    }
  }

  @Test
  void close_verifier_endsTheCheckingAndAnswersNotReady() {
    List<Runnable> task = new ArrayList<>();
    SnapshotVerifier verifier = lab.verifier().executor(task::add).open(file);
    verifier.close();
    verifier.close();
    task.get(0).run();

    assertThat(verdicts(verifier)).containsOnlyKeys("NOT_READY");
    assertThatThrownBy(() -> verifier.refresh(file)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(verifier::info).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(verifier::damagedPages).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void open_executorRefuses_leavesNothingOpen() {
    SnapshotVerifier.Builder builder =
        lab.verifier()
            .executor(
                task -> {
                  throw new RejectedExecutionException("full");
                });

    assertThatThrownBy(() -> builder.open(file)).isInstanceOf(RejectedExecutionException.class);
    assertThat(Set.copyOf(openFiles())).doesNotContain(file.toString());
  }

  @Test
  void openFiles_whileAPageIsUnchecked_haveTheSnapshotAndNotAfterwards() {
    try (SnapshotVerifier verifier = lab.lazy().open(file)) {
      assertThat(openFiles()).contains(file.toString());

      assertThat(verdicts(verifier)).isEqualTo(Map.of("ACCEPTED", KEYS));
      assertThat(openFiles()).doesNotContain(file.toString());
    }
  }

  /** What this process has open, on platforms that show it. */
  private static Set<String> openFiles() {
    Set<String> open = new TreeSet<>();
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        open.add(target(descriptor));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "the descriptor of the listing itself, which is gone by now";
    }
  }

  /** Of the same size, signed, newer, and with every key disabled. */
  private byte[] otherSnapshot() {
    keys.forEach(key -> lab.lab.index.apply(key.next(KeyState.DISABLED)));
    lab.number++;
    return lab.snapshot();
  }

  private Map<String, Integer> verdicts(SnapshotVerifier verifier) {
    Map<String, Integer> counts = new TreeMap<>();
    for (TestKey key : keys) {
      counts.merge(verdict(verifier, key), 1, Integer::sum);
    }
    return counts;
  }
}
