package io.latchkey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * After a mistyped key the next texts are looked at before they are hashed. That changes what a
 * flood of them costs, and no verdict.
 */
final class VerifierSuspicionTest {

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();
  private final CountedTime time = new CountedTime(lab.time);
  private final VerifierEngine engine = engine();

  private VerifierEngine engine() {
    return new VerifierEngine(
        lab.index, lab.settings, new VerdictClock(time), new LatchkeyMetrics() {}, null);
  }

  @Test
  void verdict_ofAnyText_isTheSameUnderSuspicion() {
    texts()
        .forEach(
            (what, text) -> {
              Verification unsuspected = engine().verify(text);
              assertThat(engine.verify(mistyped()).accepted()).isFalse();

              assertThat(engine.verify(text)).as(what).isSameAs(unsuspected);
            });
  }

  @Test
  void textWhoseFormIsWrong_isRefusedWithoutALookAtTheClock() {
    for (int i = 0; i < 2; i++) {
      assertThat(clockReadsFor(mistyped())).isZero();
      assertThat(clockReadsFor(with(key.text(), '-'))).isZero();
      assertThat(clockReadsFor("othr" + key.text().substring(4))).isZero();
    }
    assertThat(clockReadsFor(lab.redraw(key).text())).isPositive();
  }

  @Test
  void mistypedText_afterAnother_isNotHashed() {
    try (CountedHashes hashes = new CountedHashes()) {
      // Its hashers are made when they are first wanted.
      VerifierEngine counted = engine();
      assertThat(counted.verify(mistyped()).accepted()).isFalse();
      int first = hashes.count();
      assertThat(first).isPositive();

      assertThat(counted.verify(mistyped()).accepted()).isFalse();
      assertThat(counted.verify(with(key.text(), '-')).accepted()).isFalse();
      assertThat(hashes.count()).isEqualTo(first);

      assertThat(counted.verify(key.text()).accepted()).isTrue();
      assertThat(hashes.count()).isGreaterThan(first);
    }
  }

  @Test
  void staleIndex_hashesOnce() {
    try (CountedHashes hashes = new CountedHashes()) {
      VerifierEngine counted = engine();
      assertThat(counted.verify(key.text()).accepted()).isTrue();
      int accept = hashes.count();
      lab.time.advance(VerifierLab.MAX_STALENESS.plusMillis(1));

      assertThat(counted.verify(key.text()).rejection().reason()).isEqualTo(RejectionReason.STALE);

      assertThat(hashes.count()).isEqualTo(2 * accept);
    }
  }

  /** Else whoever asks while the index is stale learns which ids there are. */
  @Test
  void otherPrefix_whenStale_getsTheSameAnswerForAKnownAndAnUnknownId() {
    String unknown = lab.draw(record -> {}).text();
    lab.time.advance(VerifierLab.MAX_STALENESS.plusMillis(1));

    for (String right : new String[] {key.text(), unknown}) {
      byte[] text = ("oldacme" + right.substring("acme".length())).getBytes(US_ASCII);
      assertThat(engine.verify(text).rejection().reason())
          .isEqualTo(RejectionReason.KEY_CHECKSUM_WRONG);
      KeyChecksum.write(new CRC32(), text, text.length);
      assertThat(engine.verify(text).rejection().reason()).isEqualTo(RejectionReason.STALE);
    }
  }

  @Test
  void mistypedText_makesTheNextTextsSuspect() {
    assertThat(suspects()).isFalse();
    assertThat(engine.verify(mistyped()).accepted()).isFalse();
    assertThat(suspects()).isTrue();

    assertThat(engine.verify(with(key.text(), '-')).accepted()).isFalse();
    assertThat(suspects()).isTrue();
  }

  @Test
  void suspicion_afterAFewRightTexts_ends() {
    assertThat(engine.verify(mistyped()).accepted()).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(suspects()).isTrue();
      assertThat(engine.verify(key.text()).accepted()).isTrue();
    }

    assertThat(suspects()).isFalse();
  }

  @Test
  void mistypedText_whenStale_isStillToldWhatIsWrong() {
    lab.time.advance(VerifierLab.MAX_STALENESS.plusMillis(1));

    for (int i = 0; i < 2; i++) {
      assertThat(engine.verify(mistyped()).rejection().reason())
          .isEqualTo(RejectionReason.KEY_CHECKSUM_WRONG);
    }
    assertThat(engine.verify(key.text()).rejection().reason()).isEqualTo(RejectionReason.STALE);
    assertThat(engine.verify(lab.redraw(key).text()).rejection().reason())
        .isEqualTo(RejectionReason.STALE);
  }

  private boolean suspects() {
    Hasher next = engine.hashers.take();
    try {
      return next.isSuspect();
    } finally {
      engine.hashers.give(next);
    }
  }

  private Map<String, String> texts() {
    TestKey oldBrand = lab.issue(record -> record.brand("gone"));
    TestKey elsewhere = lab.issue(record -> record.environment("stage"));
    TestKey revoked = lab.issue(record -> record.state(KeyState.REVOKED.code()));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("right", key.text());
    texts.put("wrong secret", lab.redraw(key).text());
    texts.put("foreign character", with(key.text(), '-'));
    texts.put("wide character", with(key.text(), '\uFF10'));
    texts.put("unknown id", lab.draw(record -> {}).text());
    texts.put("another known brand", "oldacme" + key.text().substring("acme".length()));
    texts.put("unknown brand", "othr" + key.text().substring("acme".length()));
    texts.put("too short", key.text().substring(10));
    texts.put("brand not accepted", oldBrand.text());
    texts.put("environment not accepted", elsewhere.text());
    texts.put("environment not accepted, mistyped", with(elsewhere.text(), 'x'));
    texts.put("revoked", revoked.text());
    texts.put("revoked, mistyped", with(revoked.text(), 'x'));
    return texts;
  }

  private String mistyped() {
    return with(key.text(), key.text().charAt(40) == 'x' ? 'y' : 'x');
  }

  private static String with(String text, char other) {
    return text.substring(0, 40) + other + text.substring(41);
  }

  private int clockReadsFor(String text) {
    int before = time.reads;
    assertThat(engine.verify(text)).isInstanceOf(Rejection.class);
    return time.reads - before;
  }

  private static final class CountedTime implements TimeSource {

    private final TimeSource source;
    private int reads;

    CountedTime(TimeSource source) {
      this.source = source;
    }

    @Override
    public long epochMillis() {
      reads++;
      return source.epochMillis();
    }

    @Override
    public long nanoTime() {
      reads++;
      return source.nanoTime();
    }
  }
}
