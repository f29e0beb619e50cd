package io.latchkey;

import io.latchkey.internal.RandomBytes;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A verifier over an index that a test fills by hand, under a clock that stands still. Accepts the
 * brands acme and oldacme and the environments live and test.
 */
final class VerifierLab {

  static final String ACCOUNT = "globex";
  static final String PARTNER = "northwind-sourcing";
  static final Duration MAX_STALENESS = Duration.ofSeconds(5);

  static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").permission("jobs.post").build();

  final ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
  final VerdictClock clock = new VerdictClock(time);
  final VerifierSettings settings =
      new VerifierSettings(
          Set.of("acme", "oldacme"),
          Set.of("live", "test"),
          Map.of(
              CandidateIngestion.CANDIDATE_INGESTION.name(),
              CandidateIngestion.CANDIDATE_INGESTION,
              JOB_BOARD.name(),
              JOB_BOARD),
          MAX_STALENESS);
  final VerificationIndex index = new VerificationIndex(settings);
  final VerifierEngine engine = engine(new LatchkeyMetrics() {});
  final KeyGenerator generator = new KeyGenerator(seeded(20300101));

  VerifierLab() {
    index.apply(new PartnerRecord(PARTNER, "active", 1));
    refresh();
  }

  static RandomBytes seeded(long seed) {
    return new Random(seed)::nextBytes;
  }

  VerifierEngine engine(LatchkeyMetrics metrics) {
    return new VerifierEngine(index, settings, clock, metrics, null);
  }

  /** The poll of this moment has answered. */
  void refresh() {
    index.freshAsOf(clock.nowMillis(), clock.nanoTime());
  }

  /** Lets time pass under a feed that goes on answering. */
  void advance(Duration duration) {
    time.advance(duration);
    refresh();
  }

  /** An active key that the index knows. */
  TestKey issue() {
    return issue(record -> {});
  }

  /** A key that the index knows. */
  TestKey issue(Consumer<KeyRecord.Builder> changes) {
    TestKey key = draw(changes);
    index.apply(key.record());
    return key;
  }

  /** A key that the index does not know yet. */
  TestKey draw(Consumer<KeyRecord.Builder> changes) {
    KeyRecord.Builder record =
        KeyRecord.builder()
            .keyId("x")
            .accountId(ACCOUNT)
            .partnerId(PARTNER)
            .apiType(CandidateIngestion.CANDIDATE_INGESTION.name())
            .brand("acme")
            .environment("live")
            .digest(KeyDigest.ALGORITHM, new byte[KeyDigest.LENGTH])
            .permissions(List.of("candidates.create", "jobs.view"))
            .state(KeyState.ACTIVE.code());
    changes.accept(record);
    KeyRecord template = record.build();
    ApiType type = settings.typesByName().get(template.apiType());
    String prefix =
        KeyFormat.prefix(
            template.brand(), type == null ? "xx" : type.code(), template.environment());
    GeneratedKey generated = generator.generate(prefix);
    if (template.digestAlgorithm().equals(KeyDigest.ALGORITHM)) {
      record.digest(KeyDigest.ALGORITHM, generated.digest());
    }
    return new TestKey(
        new String(generated.text()), record.keyId(generated.keyId().value()).build());
  }

  /** A fresh secret for the same id. */
  TestKey redraw(TestKey key) {
    GeneratedKey generated = generator.regenerate(key.prefix(), key.id());
    KeyRecord record = key.next(changes -> changes.digest(KeyDigest.ALGORITHM, generated.digest()));
    return new TestKey(new String(generated.text()), record);
  }

  RejectionReason reject(String text) {
    return engine.verify(text).rejection().reason();
  }

  boolean accepts(TestKey key) {
    return engine.verify(key.text()).accepted();
  }

  /** A text and the record of the key that it is. */
  record TestKey(String text, KeyRecord record) {

    KeyId id() {
      return KeyId.of(record.keyId());
    }

    String prefix() {
      return text.substring(0, text.length() - KeyFormat.BODY);
    }

    String body() {
      return text.substring(text.length() - KeyFormat.BODY);
    }

    /** The next version of the record. */
    KeyRecord next(Consumer<KeyRecord.Builder> changes) {
      KeyRecord.Builder builder = record.toBuilder().version(record.version() + 1);
      changes.accept(builder);
      return builder.build();
    }

    /** The next version of the record, in another state. */
    KeyRecord next(KeyState state) {
      return next(changes -> changes.state(state.code()));
    }

    /** The text with one character replaced by another one of the same kind. */
    String mutated(int position) {
      char c = text.charAt(position);
      char other = c == 'a' || c == '0' || c == 'A' ? (char) (c + 1) : (char) (c - 1);
      char base62 = Base62.isDigit(other) ? other : 'q';
      return text.substring(0, position) + base62 + text.substring(position + 1);
    }

    @Override
    public String toString() {
      return "TestKey[" + record + "]";
    }
  }
}
