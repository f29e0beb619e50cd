package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.PartnerRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot answers as the index that it was taken from. */
class SnapshotRoundTripTest {

  private static final int KEYS = 1_200;

  /** What no record can bring about, and what a snapshot alone can. */
  private static final Set<RejectionReason> ELSEWHERE =
      EnumSet.of(
          RejectionReason.NOT_READY, RejectionReason.STALE, RejectionReason.SNAPSHOT_DAMAGED);

  private static final List<Permission> PERMISSIONS =
      List.of(
          CandidateIngestion.CANDIDATES_CREATE,
          CandidateIngestion.JOBS_VIEW,
          CandidateIngestion.CANDIDATES_VIEW,
          VerifierLab.JOB_BOARD.permission("jobs.post"));

  @TempDir Path directory;
  private final Random random = new Random(20300102);
  private final Set<RejectionReason> seen = EnumSet.noneOf(RejectionReason.class);
  private int accepted;

  @Test
  void verify_anyKeyInAnyState_isAsByTheIndex() {
    try (Logged quiet = Logged.by(RecordReader.class, Level.ERROR)) {
      compareAll();
      assertThat(quiet.events()).isEmpty();
    }
  }

  private void compareAll() {
    SnapshotLab lab = new SnapshotLab(directory);
    owners(lab.lab);
    List<TestKey> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(generated(lab.lab));
    }
    try (SnapshotVerifier verifier =
        lab.lazy().maxSnapshotAge(Duration.ofDays(1)).open(lab.export("all"))) {
      for (int hours = 0; hours < 20; hours += 4) {
        for (TestKey key : keys) {
          compare(lab.lab, verifier, key);
        }
        lab.lab.advance(Duration.ofHours(4));
      }
      assertThat(verifier.info().keys()).isLessThan(KEYS).isGreaterThan(KEYS / 2);
    }
    assertThat(accepted).isGreaterThan(KEYS / 10);
    Set<RejectionReason> keyReasons =
        EnumSet.range(RejectionReason.KEY_CHECKSUM_WRONG, RejectionReason.PERMISSION_MISSING);
    keyReasons.removeAll(ELSEWHERE);
    assertThat(seen).containsAll(keyReasons).contains(RejectionReason.SEAL_BROKEN);
    assertThat(seen).doesNotContainAnyElementsOf(ELSEWHERE);
  }

  /** One open partner and account beside closed ones, of every status known and one unknown. */
  private static void owners(VerifierLab lab) {
    for (String status : List.of("active", "retired", "suspended", "hibernating")) {
      lab.index.apply(new PartnerRecord("p-" + status, status, 1));
    }
    for (String status : List.of("active", "suspended", "erased", "sleeping")) {
      lab.index.apply(new AccountRecord("a-" + status, status, 1));
    }
    lab.index.refuse(new PartnerRecord("p-broken", "active", 1));
    lab.index.refuse(new AccountRecord("a-broken", "active", 1));
    lab.index.chainBroken("a-torn", true);
  }

  private TestKey generated(VerifierLab lab) {
    Instant now = Instant.ofEpochMilli(lab.time.epochMillis());
    return lab.issue(
        record -> {
          record.accountId(
              pick(
                  "globex",
                  "globex",
                  "initech",
                  "a-active",
                  "a-suspended",
                  "a-erased",
                  "a-sleeping",
                  "a-broken",
                  "a-torn",
                  "no account"));
          record.partnerId(
              pick(
                  VerifierLab.PARTNER,
                  VerifierLab.PARTNER,
                  "custom",
                  "p-active",
                  "p-retired",
                  "p-suspended",
                  "p-hibernating",
                  "p-broken",
                  "p-never-registered"));
          record.brand(pick("acme", "acme", "acme", "oldacme", "foreign"));
          record.environment(pick("live", "live", "live", "test", "staging"));
          record.state(
              pick(
                  "active",
                  "active",
                  "active",
                  "active",
                  "pending",
                  "disabled",
                  "revoked",
                  "abandoned",
                  "replaced",
                  "expired",
                  "dreaming"));
          if (random.nextInt(4) == 0) {
            record.ends(
                now.plus(Duration.ofHours(random.nextInt(24) - 4)),
                pick("expired", "replaced", "abandoned", "revoked", "undone"));
          }
          boolean jobBoard = random.nextInt(4) == 0;
          record.apiType(
              jobBoard
                  ? "job_board"
                  : pick(
                      "candidate_ingestion",
                      "candidate_ingestion",
                      "candidate_ingestion",
                      "candidate_ingestion",
                      "unheard_of"));
          record.permissions(
              jobBoard
                  ? List.of(pick("jobs.view", "jobs.post"), "jobs.imagined")
                  : List.of(pick("candidates.create", "jobs.view"), "candidates.view"));
        });
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void compare(VerifierLab lab, SnapshotVerifier verifier, TestKey key) {
    Permission permission = PERMISSIONS.get(random.nextInt(PERMISSIONS.size()));
    String text = key.text();
    String header = "Bearer " + text;
    String basic =
        "basic "
            + Base64.getEncoder().encodeToString((text + ":").getBytes(StandardCharsets.US_ASCII));
    same(lab.engine.verify(text), verifier.verify(text));
    same(lab.engine.verify(text, permission), verifier.verify(text, permission));
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    same(lab.engine.verify(bytes), verifier.verify(bytes));
    same(lab.engine.verifyAuthorization(header), verifier.verifyAuthorization(header));
    same(
        lab.engine.verifyAuthorization(basic, permission),
        verifier.verifyAuthorization(basic, permission));
    String wrong = key.mutated(text.length() - 20);
    same(lab.engine.verify(wrong), verifier.verify(wrong));
    String forged = lab.redraw(key).text();
    same(lab.engine.verify(forged), verifier.verify(forged));
    String unknown = lab.draw(record -> {}).text();
    same(lab.engine.verify(unknown), verifier.verify(unknown));
  }

  private void same(Verification byIndex, Verification bySnapshot) {
    if (byIndex.accepted()) {
      accepted++;
      assertThat(bySnapshot.accepted()).isTrue();
      assertThat(bySnapshot.key()).hasToString(byIndex.key().toString());
      assertThat(bySnapshot.key().environment()).isEqualTo(byIndex.key().environment());
      return;
    }
    Rejection rejection = byIndex.rejection();
    seen.add(rejection.reason());
    if (rejection.reason() == RejectionReason.KEY_UNREADABLE && !bySnapshot.accepted()) {
      // Keys that the host can't read are not in a snapshot; the caller is told the same.
      assertThat(bySnapshot.rejection().view()).isEqualTo(rejection.view());
      return;
    }
    assertThat(bySnapshot).hasToString(rejection.toString());
  }
}
