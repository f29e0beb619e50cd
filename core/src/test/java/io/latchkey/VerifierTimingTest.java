package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * The time of a refusal does not tell how many characters of a secret are wrong, or which.
 *
 * <p>After "dudect" (Reparaz, Balasch, Verbauwhede, 2017): two kinds of refusals are timed one by
 * one in random order, the slowest fifth is cropped, and the means are compared by Welch's t-test.
 * What is presented is the same for both kinds, at the same address; what differs is the key that
 * is stored under its id, drawn anew for each block. So the only difference between the kinds is
 * the one that must not show.
 *
 * <p>A verdict on time needs a quiet machine and is asked for by {@code -Dlatchkey.soak=true}
 * ({@code mvn -Pquick -pl core test -Dtest=VerifierTimingTest -Dlatchkey.soak=true}). Without it a
 * few samples are taken, and what is asserted is all but the time.
 */
final class VerifierTimingTest {

  private static final boolean SOAK = Boolean.getBoolean("latchkey.soak");
  private static final int BLOCKS = SOAK ? 200 : 2;
  private static final int SAMPLES_PER_BLOCK = SOAK ? 10_000 : 500;
  private static final int LEAST_SAMPLES = 1_000_000;
  private static final int TEXTS = 64;
  private static final double KEPT = 0.8;
  private static final double SUSPICIOUS = 4.5;

  private final VerifierLab lab = new VerifierLab();
  private final Random random = new Random(20300101);

  /** Where a text stands when it is presented; all have one length. */
  private byte[] presented = new byte[0];

  /** Results go here, so that no compiler finds that they are not needed. */
  private Object last = "";

  @Test
  void refusal_ofASecretWrongAtTheFirstOrTheLastCharacter_takesTheSameTime() {
    assertIndistinguishable(
        body -> changed(body, KeyFormat.ID, KeyFormat.ID + 1),
        body ->
            changed(body, KeyFormat.ID + KeyFormat.SECRET - 1, KeyFormat.ID + KeyFormat.SECRET));
  }

  @Test
  void refusal_ofASecretWrongInOneOrInEveryCharacter_takesTheSameTime() {
    int one = KeyFormat.ID + KeyFormat.SECRET / 2;
    assertIndistinguishable(
        body -> changed(body, one, one + 1),
        body -> changed(body, KeyFormat.ID, KeyFormat.ID + KeyFormat.SECRET));
  }

  /** The control: a comparison that stops at the first difference is found out. */
  @Test
  void comparison_thatStopsAtTheFirstDifference_isFoundOut() {
    byte[] secret = new byte[4_096];
    byte[] early = secret.clone();
    early[0] = 1;
    byte[] late = secret.clone();
    late[late.length - 1] = 1;
    byte[] guess = new byte[secret.length];
    Welch welch =
        measure(
            block ->
                sample -> {
                  System.arraycopy(sample == 0 ? early : late, 0, guess, 0, guess.length);
                  return () -> Arrays.equals(secret, guess);
                });

    assertThat(last).isEqualTo(false);
    if (SOAK) {
      assertThat(Math.abs(welch.t())).as("%s", welch).isGreaterThan(SUSPICIOUS);
    }
  }

  @Test
  void t_ofMadeUpSamples_isAsWorkedOutByHand() {
    Welch same = new Welch();
    Welch apart = new Welch();
    for (int i = 0; i < 10_000; i++) {
      same.add(i % 2, i / 2 % 10);
      apart.add(i % 2, i / 2 % 10 + i % 2);
    }

    assertThat(same.count()).isEqualTo(10_000);
    assertThat(same.t()).isZero();
    // Means one apart, variance 8.25 (8.2517 for samples), so one over the root of 2 x 8.25 / 5000.
    assertThat(apart.t()).isCloseTo(-17.4, within(0.05));
  }

  private void assertIndistinguishable(Change first, Change second) {
    List<TestKey> keys = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      keys.add(lab.issue());
    }
    Welch welch =
        measure(
            block -> {
              List<List<TestKey>> kinds = List.of(new ArrayList<>(), new ArrayList<>());
              for (TestKey key : keys) {
                int kind = random.nextInt(2);
                store(key, block, (kind == 0 ? first : second).of(key.body()));
                kinds.get(kind).add(key);
              }
              return sample -> present(kinds.get(sample));
            });

    assertThat(last).isInstanceOf(Rejection.class);
    assertThat(((Rejection) last).reason()).isEqualTo(RejectionReason.SECRET_WRONG);
    if (SOAK) {
      assertThat(welch.count()).isGreaterThan(LEAST_SAMPLES);
      assertThat(Math.abs(welch.t())).as("%s", welch).isLessThan(SUSPICIOUS);
    }
  }

  /** Has a key's id stand for another body than the one that will be presented. */
  private void store(TestKey key, int block, String body) {
    Hasher hasher = new Hasher();
    assertThat(hasher.read(key.prefix() + body)).isTrue();
    hasher.hash();
    byte[] digest = hasher.digestCopy();
    lab.index.apply(
        key.next(record -> record.version(block + 2L).digest(KeyDigest.ALGORITHM, digest)));
  }

  private Timed present(List<TestKey> keys) {
    byte[] text = keys.get(random.nextInt(keys.size())).text().getBytes(StandardCharsets.US_ASCII);
    if (presented.length != text.length) {
      presented = new byte[text.length];
    }
    System.arraycopy(text, 0, presented, 0, text.length);
    return () -> lab.engine.verify(presented);
  }

  private String changed(String body, int from, int to) {
    StringBuilder changed = new StringBuilder(body);
    for (int i = from; i < to; i++) {
      char other = body.charAt(i);
      while (other == body.charAt(i)) {
        other = (char) Base62.digit(random.nextInt(Base62.RADIX));
      }
      changed.setCharAt(i, other);
    }
    return changed.toString();
  }

  private Welch measure(IntFunction<IntFunction<Timed>> blocks) {
    Welch welch = new Welch();
    long[] nanos = new long[SAMPLES_PER_BLOCK];
    int[] kinds = new int[SAMPLES_PER_BLOCK];
    for (int block = 0; block < BLOCKS; block++) {
      IntFunction<Timed> samples = blocks.apply(block);
      for (int i = 0; i < SAMPLES_PER_BLOCK; i++) {
        kinds[i] = random.nextInt(2);
        Timed timed = samples.apply(kinds[i]);
        long before = System.nanoTime();
        last = timed.run();
        nanos[i] = System.nanoTime() - before;
      }
      // The first blocks are compiled while they run.
      if (block >= BLOCKS / 10) {
        addCropped(nanos, kinds, welch);
      }
    }
    return welch;
  }

  private static void addCropped(long[] nanos, int[] kinds, Welch welch) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    long slowest = sorted[(int) (sorted.length * KEPT)];
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] <= slowest) {
        welch.add(kinds[i], (double) nanos[i]);
      }
    }
  }

  /** What the stored body is, given the presented one. */
  private interface Change {
    String of(String body);
  }

  /** What is timed. */
  private interface Timed {
    Object run();
  }
}
