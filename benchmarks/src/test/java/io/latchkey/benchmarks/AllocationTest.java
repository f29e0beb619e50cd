package io.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.latchkey.CandidateIngestion;
import io.latchkey.KeyVerifier;
import io.latchkey.benchmarks.peers.TidyPeer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No verification allocates. Counted by the JVM for this thread alone, to the byte, so no other
 * thread and no load on the machine can disturb it.
 */
class AllocationTest {

  private static final int CALLS = 20_000;
  private static final int ROUNDS = 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Population population;
  private static KeyVerifier verifier;
  private static String right;

  @BeforeAll
  static void fill() {
    population = Population.of(1_000);
    verifier = population.verifier();
    right = population.keys().text(500);
  }

  @AfterAll
  static void close() {
    population.close();
  }

  @Test
  void accept_text_allocatesNothing() {
    assertThat(bytesOf(() -> verifier.verify(right).accepted())).isZero();
  }

  @Test
  void accept_bytes_allocatesNothing() {
    byte[] bytes = right.getBytes(StandardCharsets.US_ASCII);
    assertThat(bytesOf(() -> verifier.verify(bytes).accepted())).isZero();
  }

  @Test
  void accept_withPermissionTest_allocatesNothing() {
    assertThat(
            bytesOf(
                () -> verifier.verify(right).key().allows(CandidateIngestion.CANDIDATES_CREATE)))
        .isZero();
  }

  @Test
  void accept_header_allocatesNothing() {
    String header = "Bearer " + right;
    assertThat(bytesOf(() -> verifier.verifyAuthorization(header).accepted())).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void reject_anyReason_allocatesNothing(Reject reason) {
    String text = reason.in(population);
    assertThat(bytesOf(() -> !verifier.verify(text).accepted())).isZero();
  }

  @Test
  void reject_permissionMissing_allocatesNothing() {
    assertThat(
            bytesOf(() -> !verifier.verify(right, CandidateIngestion.CANDIDATES_VIEW).accepted()))
        .isZero();
  }

  /** Shows that the meter would see an allocation. */
  @Test
  void meter_peerThatAllocates_isSeen() {
    TidyPeer peer = new TidyPeer(List.of(right));
    assertThat(bytesOf(() -> peer.accepts(right))).isGreaterThan(CALLS * 16L);
  }

  /** The least of some rounds, because the first ones load classes and compile. */
  private static long bytesOf(BooleanSupplier call) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      int expected = count(call);
      long after = THREADS.getCurrentThreadAllocatedBytes();
      assertThat(expected).isEqualTo(CALLS);
      least = Math.min(least, after - before);
    }
    return least;
  }

  private static int count(BooleanSupplier call) {
    int times = 0;
    for (int i = 0; i < CALLS; i++) {
      if (call.getAsBoolean()) {
        times++;
      }
    }
    return times;
  }
}
