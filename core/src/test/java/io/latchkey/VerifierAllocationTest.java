package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Not a byte is allocated for an answer, whatever it is. */
final class VerifierAllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int CALLS = 20_000;

  /** While code is being compiled, its thread may allocate: one clean round of many proves it. */
  private static final int ROUNDS = 25;

  private static final Permission PERMISSION = CandidateIngestion.JOBS_VIEW;

  private final VerifierLab lab = new VerifierLab();
  private final Counting counting = new Counting();
  private final VerifierEngine engine = lab.engine(counting);

  /** Results go here, so that no compiler finds that they are not needed. */
  private Verification last;

  private boolean lastAllowed;

  @Test
  void verify_anything_allocatesNothing() throws ReflectiveOperationException {
    Platform platform = new Platform();
    try (Logged quiet = Logged.by(VerifierEngine.class, Level.INFO)) {
      assertAllocateNothing(platform);
      assertThat(quiet.events()).isEmpty();
      assertThat(counting.verified).isPositive();
    }
  }

  private void assertAllocateNothing(Platform platform) throws ReflectiveOperationException {
    for (Map.Entry<String, Supplier<Verification>> call : calls().entrySet()) {
      assertThat(allocatedBy(call.getValue(), platform)).as(call.getKey()).isZero();
      assertThat(last.accepted()).as(call.getKey()).isEqualTo(call.getKey().startsWith("accepted"));
      assertThat(lastAllowed).isEqualTo(last.accepted());
    }
  }

  /** The control: one small object in a hundred calls would be seen. */
  @Test
  void allocatedBy_oneSmallObjectInAHundredCalls_isMoreThanNothing()
      throws ReflectiveOperationException {
    int[] calls = {0};
    Rejection made = new Rejection(RejectionReason.STALE, null);
    // Kept, or a compiler (seen: JDK 25) finds that nobody needs all but the last.
    Rejection[] kept = new Rejection[64];
    assertThat(
            allocatedBy(
                () -> {
                  int call = calls[0]++;
                  if (call % 100 != 0) {
                    return made;
                  }
                  kept[call / 100 % kept.length] = new Rejection(RejectionReason.STALE, null);
                  return kept[call / 100 % kept.length];
                },
                new Platform()))
        .isBetween(CALLS / 100 * 8L, CALLS / 100 * 64L);
  }

  private Map<String, Supplier<Verification>> calls() {
    TestKey key = lab.issue();
    String wrong = lab.redraw(key).text();
    String unknown = lab.draw(record -> {}).text();
    String disabled = lab.issue(record -> record.state(KeyState.DISABLED.code())).text();
    String expired =
        lab.issue(record -> record.ends(Instant.EPOCH, KeyState.EXPIRED.code())).text();
    String elsewhere = lab.issue(record -> record.environment("staging")).text();
    String partnerless = lab.issue(record -> record.partnerId("nobody")).text();
    String unreadable = lab.issue(record -> record.apiType("unheard_of")).text();
    String ofUnknownState = lab.issue(record -> record.state("frozen")).text();
    byte[] bytes = key.text().getBytes(StandardCharsets.US_ASCII);
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((key.text() + ":").getBytes(StandardCharsets.US_ASCII));
    VerificationIndex closed = new VerificationIndex(lab.settings);
    VerifierEngine unavailable =
        new VerifierEngine(closed, lab.settings, lab.clock, new Counting(), null);

    Map<String, Supplier<Verification>> calls = new LinkedHashMap<>();
    calls.put("accepted", () -> engine.verify(key.text()));
    calls.put("accepted bytes", () -> engine.verify(bytes));
    calls.put("accepted permission", () -> engine.verify(key.text(), CandidateIngestion.JOBS_VIEW));
    calls.put("accepted Basic", () -> engine.verifyAuthorization(basic));
    String bearer = "Bearer " + key.text();
    calls.put("accepted Bearer", () -> engine.verifyAuthorization(bearer));
    calls.put("null", () -> engine.verify((String) null));
    calls.put("empty", () -> engine.verify(""));
    put(calls, "surrounded", " " + key.text());
    put(calls, "too short", key.text().substring(0, 60));
    put(calls, "too long", key.text().repeat(3));
    put(calls, "prefix", "globex_ci_live_" + key.body());
    put(calls, "prefix of a known id", "acme_ci_test_" + key.body());
    put(calls, "character", key.text().substring(0, 67) + "-");
    put(calls, "wide character", key.text().substring(0, 67) + "\u4E2D");
    put(calls, "checksum", key.mutated(40));
    put(calls, "unknown", unknown);
    put(calls, "secret", wrong);
    put(calls, "disabled", disabled);
    put(calls, "expired", expired);
    put(calls, "environment", elsewhere);
    put(calls, "partner", partnerless);
    put(calls, "unreadable", unreadable);
    put(calls, "unknown state", ofUnknownState);
    calls.put("permission", () -> engine.verify(key.text(), CandidateIngestion.CANDIDATES_VIEW));
    Permission foreign = VerifierLab.JOB_BOARD.permission("jobs.view");
    calls.put("type", () -> engine.verify(key.text(), foreign));
    calls.put("header missing", () -> engine.verifyAuthorization(null));
    putHeader(calls, "header scheme", "Digest x");
    putHeader(calls, "header not Base64", "Basic " + key.text());
    putHeader(calls, "header colon outside", basic.substring(0, basic.length() - 4) + ":");
    putHeader(calls, "header too long", basic.repeat(3));
    calls.put("not ready", () -> unavailable.verify(key.text()));
    return calls;
  }

  private void put(Map<String, Supplier<Verification>> calls, String name, String text) {
    calls.put(name, () -> engine.verify(text));
  }

  private void putHeader(Map<String, Supplier<Verification>> calls, String name, String header) {
    calls.put(name, () -> engine.verifyAuthorization(header));
  }

  /** What all calls together allocate. */
  private long allocatedBy(Supplier<Verification> call, Platform platform)
      throws ReflectiveOperationException {
    run(call, WARM_UP);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long reading = allocatedByReading(platform);
      long before = platform.allocatedBytes();
      run(call, CALLS);
      least = Math.min(least, platform.allocatedBytes() - before - reading);
    }
    return Math.max(0, least);
  }

  /** What reading the counter itself allocates. */
  private static long allocatedByReading(Platform platform) throws ReflectiveOperationException {
    long before = platform.allocatedBytes();
    return platform.allocatedBytes() - before;
  }

  private void run(Supplier<Verification> call, int times) {
    for (int i = 0; i < times; i++) {
      Verification verification = call.get();
      last = verification;
      lastAllowed = verification.accepted() && verification.key().allows(PERMISSION);
    }
  }

  /**
   * A receiver whose method is its own. The default ones of the interface allocate once another
   * test of this JVM has had a mock made of it, which weaves advice into them.
   */
  private static final class Counting implements LatchkeyMetrics {

    private long verified;

    @Override
    public void verified(@Nullable RejectionReason reason) {
      verified++;
    }
  }
}
