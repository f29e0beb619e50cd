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
import org.junit.jupiter.api.Test;

/** Not a byte is allocated for an answer, whatever it is. */
final class VerifierAllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int CALLS = 20_000;

  /** What reading the counter itself allocates, twice. */
  private static final long TOLERANCE = 2_000;

  private final VerifierLab lab = new VerifierLab();
  private final VerifierEngine engine = lab.engine;

  /** Results go here, so that no compiler finds that they are not needed. */
  private Verification last;

  @Test
  void verify_anything_allocatesNothing() throws ReflectiveOperationException {
    Platform platform = new Platform();
    try (Logged quiet = Logged.by(VerifierEngine.class, Level.INFO)) {
      assertAllocateNothing(platform);
      assertThat(quiet.events()).isEmpty();
    }
  }

  private void assertAllocateNothing(Platform platform) throws ReflectiveOperationException {
    for (Map.Entry<String, Supplier<Verification>> call : calls().entrySet()) {
      assertThat(allocatedBy(call.getValue(), platform)).as(call.getKey()).isLessThan(TOLERANCE);
    }
  }

  /** The control: an object for each call would be seen. */
  @Test
  void allocatedBy_oneSmallObjectForEachCall_isFarAboveTheTolerance()
      throws ReflectiveOperationException {
    assertThat(allocatedBy(() -> new Rejection(RejectionReason.STALE, null), new Platform()))
        .isGreaterThan(10 * TOLERANCE);
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
        new VerifierEngine(closed, lab.settings, lab.clock, new LatchkeyMetrics() {}, null);

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

  private long allocatedBy(Supplier<Verification> call, Platform platform)
      throws ReflectiveOperationException {
    run(call, WARM_UP);
    long least = Long.MAX_VALUE;
    // The compiler may still replace code while a first round runs, which allocates in this thread.
    for (int round = 0; round < 3; round++) {
      long before = platform.allocatedBytes();
      run(call, CALLS);
      least = Math.min(least, platform.allocatedBytes() - before);
    }
    return least;
  }

  private void run(Supplier<Verification> call, int times) {
    boolean accepted = false;
    for (int i = 0; i < times; i++) {
      Verification verification = call.get();
      last = verification;
      accepted ^= verification.accepted();
    }
    // An even number of equal answers.
    assertThat(accepted).isFalse();
    assertThat(last).isNotNull();
  }
}
