package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are exchanged under load. */
class SnapshotSwapTest {

  private static final int KEYS = 2 * SnapshotFormat.PAGE_KEYS;
  private static final int SNAPSHOTS = 12;
  private static final int READERS = 3;

  @TempDir Path directory;

  /**
   * Key i is revoked in the snapshot of number i modulo their count. So of every key each thread
   * must see a run of acceptances, then rejections for ever, changing no earlier than its snapshot
   * was handed over and no later than that returned.
   */
  @Test
  void refresh_whileManyVerify_givesEachTheAnswerOfTheOneSnapshotOrTheOther() {
    SnapshotLab lab = new SnapshotLab(directory);
    List<TestKey> keys = lab.issue(KEYS);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < SNAPSHOTS; i++) {
      for (int k = i; i > 0 && k < KEYS; k += SNAPSHOTS) {
        lab.lab.index.apply(keys.get(k).next(KeyState.REVOKED));
      }
      files.add(lab.export("snapshot-" + i));
    }
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    List<Callable<Integer>> calls = new ArrayList<>();
    try (SnapshotVerifier verifier = lab.verifier().open(files.get(0))) {
      calls.add(
          () -> {
            try {
              for (int i = 1; i < SNAPSHOTS; i++) {
                begun.set(i);
                verifier.refresh(files.get(i));
                done.set(i);
              }
            } finally {
              over.set(true);
            }
            return 0;
          });
      for (int reader = 0; reader < READERS; reader++) {
        calls.add(() -> wrongAnswers(verifier, keys, begun, done, over));
      }

      assertThat(Racing.all(calls)).allMatch(outcome -> outcome.answer() == 0);
    }
  }

  private static int wrongAnswers(
      KeyVerifier verifier,
      List<TestKey> keys,
      AtomicInteger begun,
      AtomicInteger done,
      AtomicBoolean over) {
    int wrong = 0;
    boolean last;
    do {
      last = over.get();
      for (int k = 0; k < keys.size(); k++) {
        int revokedIn = k % SNAPSHOTS == 0 ? Integer.MAX_VALUE : k % SNAPSHOTS;
        int doneBefore = done.get();
        Verification verification = verifier.verify(keys.get(k).text());
        int begunBy = begun.get();
        boolean right =
            verification.accepted()
                ? doneBefore < revokedIn
                : begunBy >= revokedIn
                    && verification.rejection().reason() == RejectionReason.KEY_REVOKED;
        wrong += right ? 0 : 1;
      }
    } while (!last);
    return wrong;
  }

  @Test
  void verify_preparedKeys_allocatesNothing() throws ReflectiveOperationException {
    SnapshotLab lab = new SnapshotLab(directory);
    List<TestKey> keys = lab.issue(300);
    Platform platform = new Platform();
    try (SnapshotVerifier verifier = lab.eager().open(lab.export("snapshot"))) {
      for (int i = 0; i < 200; i++) {
        verifyAll(verifier, keys);
      }
      long before = platform.allocatedBytes();
      for (int i = 0; i < 100; i++) {
        verifyAll(verifier, keys);
      }

      assertThat(platform.allocatedBytes() - before).isLessThan(2_000);
    }
  }

  private static void verifyAll(KeyVerifier verifier, List<TestKey> keys) {
    // No iterator: that would be an object.
    for (int i = 0; i < keys.size(); i++) {
      if (!verifier.verify(keys.get(i).text()).accepted()) {
        throw new AssertionError(keys.get(i));
      }
    }
  }
}
