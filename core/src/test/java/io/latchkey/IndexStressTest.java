package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.PartnerRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

/**
 * Readers against a writer: whatever a writer has finished shows in every verification that begins
 * after it.
 */
final class IndexStressTest {

  private static final int KEYS = 64;
  private static final int READERS = 3;
  private static final int ROUNDS = 400;

  private final VerifierLab lab = new VerifierLab();

  /**
   * Revoked before the verification began means never accepted, also while the table grows and is
   * reloaded.
   */
  @Test
  void verify_whileKeysAreRevokedAndTheTableGrows_neverAcceptsWhatWasRevokedBefore()
      throws Exception {
    for (int round = 0; round < ROUNDS / 20; round++) {
      revokeUnderReaders();
    }
  }

  private void revokeUnderReaders() throws Exception {
    List<TestKey> keys = new ArrayList<>();
    List<TestKey> others = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(lab.issue());
      others.add(lab.draw(record -> {}));
    }
    AtomicIntegerArray revoked = new AtomicIntegerArray(KEYS);
    AtomicBoolean done = new AtomicBoolean();
    race(
        done,
        () -> {
          for (int i = 0; i < KEYS; i++) {
            lab.index.apply(others.get(i).record());
            lab.index.apply(keys.get(i).next(KeyState.REVOKED));
            revoked.set(i, 1);
            lab.index.apply(keys.get(i).record());
            if (i % 16 == 0) {
              Reload reload = lab.index.reload(false);
              reload.partner(new PartnerRecord(VerifierLab.PARTNER, "active", 1));
              keys.forEach(key -> reload.key(key.record()));
              others.forEach(key -> reload.key(key.record()));
              reload.finish();
            }
          }
          return null;
        },
        () -> {
          for (int i = 0; !done.get(); i = (i + 1) % KEYS) {
            boolean before = revoked.get(i) == 1;
            Verification verification = lab.engine.verify(keys.get(i).text());
            if (before && verification.accepted()) {
              return "accepted after it was revoked";
            }
            if (!verification.accepted()
                && verification.rejection().reason() != RejectionReason.KEY_REVOKED) {
              return "neither accepted nor revoked: " + verification;
            }
          }
          return null;
        });
  }

  /** A key that was added is found from then on, and no reader ever sees half of one. */
  @Test
  void verify_whileKeysAreAddedAndRemoved_findsExactlyWhatIsThere() throws Exception {
    int keys = 4_000;
    AtomicReferenceArray<TestKey> published = new AtomicReferenceArray<>(keys);
    AtomicIntegerArray removing = new AtomicIntegerArray(keys);
    AtomicIntegerArray removed = new AtomicIntegerArray(keys);
    AtomicBoolean done = new AtomicBoolean();
    race(
        done,
        () -> {
          for (int i = 0; i < keys; i++) {
            published.set(i, lab.issue());
            if (i % 2 == 1) {
              removing.set(i, 1);
              lab.index.remove(published.get(i).record().keyId());
              removed.set(i, 1);
            }
          }
          return null;
        },
        () -> {
          for (int i = 0; !done.get(); i = (i + 7) % keys) {
            TestKey key = published.get(i);
            if (key == null) {
              continue;
            }
            boolean goneBefore = removed.get(i) == 1;
            boolean accepted = lab.accepts(key);
            boolean stayed = removing.get(i) == 0;
            if ((goneBefore && accepted) || (stayed && !accepted)) {
              return "key " + i + " accepted " + accepted;
            }
          }
          return null;
        });
  }

  /** A version once seen is never followed by an older one, whatever order records come in. */
  @Test
  void verify_whileVersionsComeOutOfOrder_neverGoesBack() throws Exception {
    TestKey key = lab.issue();
    int versions = 20_000;
    AtomicBoolean done = new AtomicBoolean();
    race(
        done,
        () -> {
          for (int version = 4; version < versions; version++) {
            long shuffled = version ^ 3;
            String environmentOfVersion = shuffled % 2 == 0 ? "jobs.view" : "candidates.view";
            lab.index.apply(
                key.next(
                    record -> record.version(shuffled).permissions(List.of(environmentOfVersion))));
          }
          return null;
        },
        () -> {
          long last = 0;
          while (!done.get()) {
            IndexSlot slot = slot(key);
            if (slot.version() < last) {
              return "version " + slot.version() + " after " + last;
            }
            last = slot.version();
            boolean even = ((IndexEntry) slot).verified().allows(CandidateIngestion.JOBS_VIEW);
            boolean odd = ((IndexEntry) slot).verified().allows(CandidateIngestion.CANDIDATES_VIEW);
            if ((even && odd) || (last > 1 && even != (last % 2 == 0))) {
              return "half of version " + last;
            }
          }
          return null;
        });
  }

  /**
   * An end is seen by one thread while another replaces the entry by one that ends later: from the
   * first verdict "expired" on, there is no other.
   */
  @Test
  void verify_whileARecordThatEndsLaterComes_neverRevivesWhatWasSeenToEnd() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      java.time.Instant end = lab.time.now().plusMillis(1);
      TestKey key = lab.issue(record -> record.ends(end, KeyState.EXPIRED.code()));
      lab.advance(java.time.Duration.ofMillis(1));
      AtomicBoolean done = new AtomicBoolean();
      race(
          done,
          () -> {
            lab.index.apply(
                key.next(record -> record.ends(end.plusSeconds(600), KeyState.EXPIRED.code())));
            return null;
          },
          () -> {
            boolean expired = false;
            for (int i = 0; i < 20 || !done.get(); i++) {
              boolean accepted = lab.accepts(key);
              if (expired && accepted) {
                return "revived";
              }
              expired |= !accepted;
            }
            return null;
          });
    }
  }

  /** Uses are noted by several threads while others are flushed and the table is copied. */
  @Test
  void used_whileTheTableGrowsAndUsesAreTakenOut_losesNone() throws Exception {
    int minutes = ROUNDS;
    List<TestKey> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(lab.issue());
    }
    Map<IndexEntry, Integer> told = new HashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    race(
        done,
        () -> {
          for (int round = 0; round < minutes; round++) {
            lab.index.apply(lab.draw(record -> {}).record());
            takeOut(told);
          }
          return null;
        },
        () -> {
          for (int minute = 1; minute <= minutes; minute++) {
            for (TestKey key : keys) {
              IndexEntry entry = (IndexEntry) slot(key);
              if (entry.isNewUse(minute)) {
                lab.index.used(entry, minute);
              }
            }
          }
          return null;
        });
    takeOut(told);

    assertThat(told).hasSize(KEYS);
    assertThat(told.values()).containsOnly(minutes);
    assertThat(lab.index.takeUnflushed()).isEmpty();
  }

  private void takeOut(Map<IndexEntry, Integer> told) {
    for (IndexEntry entry : lab.index.takeUnflushed()) {
      int minute = entry.usedMinute();
      told.merge(entry, minute, Math::max);
      entry.flushed(minute);
    }
  }

  private IndexSlot slot(TestKey key) {
    IndexSlot.Place place = IndexSlot.Place.of(key.id(), 1, 1);
    return java.util.Objects.requireNonNull(lab.index.find(place.idHigh(), place.idLow()));
  }

  private static void race(AtomicBoolean done, Callable<?> writer, Callable<String> reader)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<String>> findings = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        findings.add(pool.submit(reader));
      }
      try {
        writer.call();
      } finally {
        done.set(true);
      }
      for (Future<String> finding : findings) {
        assertThat(finding.get()).isNull();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
