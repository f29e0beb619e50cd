package io.latchkey.contract;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.scope;
import static io.latchkey.contract.Records.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.EventDraft;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule C7: instants to the millisecond, whatever the default time zone or locale. */
@ResourceLock(Resources.LOCALE)
@ResourceLock(Resources.TIME_ZONE)
abstract class TimeRules extends Rules {

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  TimeRules(KeyStoreContract contract) {
    super(contract);
  }

  @AfterEach
  final void restoreDefaults() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  static Stream<Instant> instants() {
    return Stream.of(
            "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.001Z",
            "1969-12-31T23:59:59.999Z",
            "1901-12-13T20:45:51.999Z",
            "1582-10-10T12:00:00.123Z",
            "0001-01-01T00:00:00Z",
            "2026-03-29T01:30:00.555Z",
            "2026-10-25T01:30:00.999Z",
            "2016-12-31T23:59:59.999Z",
            "2038-01-19T03:14:08Z",
            "2100-02-28T23:59:59.999Z",
            "9999-12-31T23:59:59.999Z")
        .map(Instant::parse);
  }

  @ParameterizedTest
  @MethodSource("instants")
  void c07_instant_comesBackToTheMillisecond(Instant instant) {
    write(instant);

    assertWritten(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pacific/Kiritimati",
        "Etc/GMT+12",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Europe/Berlin",
        "Pacific/Apia"
      })
  void c07_instant_writtenInOneZone_isReadInAnother(String zoneId) {
    Instant inAGap = Instant.parse("2026-03-29T01:30:00.123Z");
    Instant inADateLineJump = Instant.parse("2011-12-30T12:00:00.123Z");
    TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
    write(inAGap);
    assertWritten(inAGap);

    TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
    assertWritten(inAGap);
    rewrite(inADateLineJump);

    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    assertThat(found(key("k2")).details().createdAt()).isEqualTo(inADateLineJump);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tr-TR", "az", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist"})
  void c07_values_areTheSameInEveryLocale(String language) {
    Instant instant = Instant.parse("2026-03-01T12:34:56.789Z");
    StoredKey key = key("TITLE-I-i", record -> record.state("ACTIVE_I").accountId("INITECH"));
    Locale.setDefault(Locale.forLanguageTag(language));
    write(instant);
    insert(key);
    assertWritten(instant);
    assertStored(key);

    Locale.setDefault(Locale.ROOT);
    assertWritten(instant);
    assertStored(key);
    assertThat(store().findKey("initech", "TITLE-I-i")).isEmpty();
  }

  @Test
  void c07_durationsAndNumbers_comeBackAsGiven() {
    Duration[] overlaps = {
      Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(36_500), Duration.ofMillis(86_400_001)
    };
    for (int i = 0; i < overlaps.length; i++) {
      Duration overlap = overlaps[i];
      StoredKey key =
          key(
              "k" + i,
              record -> {},
              details -> details.overlap(overlap).revealNumber(Integer.MAX_VALUE));
      insert(key);
      assertStored(key);
    }
  }

  private void write(Instant instant) {
    committed(
        commit().insertKey(keyOf(instant)).event(eventOf(instant)).idempotency(requestOf(instant)));
    use(new KeyUse("k1", instant));
  }

  private void rewrite(Instant instant) {
    insert(key("k2", record -> {}, details -> details.createdAt(instant)));
  }

  private void assertWritten(Instant instant) {
    assertStored(used(keyOf(instant), instant));
    assertThat(Follower.load(store()).keys).containsEntry("k1", keyOf(instant).record());
    assertThat(events(Records.ACCOUNT).get(1).draft()).isEqualTo(eventOf(instant));
    assertThat(store().findIdempotency(scope("request"), instant)).contains(requestOf(instant));
  }

  private static StoredKey keyOf(Instant instant) {
    return key(
        "k1",
        record -> record.ends(instant, "EXPIRED"),
        details ->
            details
                .createdAt(instant)
                .pendingUntil(instant)
                .acknowledgedAt(instant)
                .expiresAt(instant)
                .overlapEndsAt(instant)
                .endedAt(instant)
                .permissionsAssignedAt(instant));
  }

  private static EventDraft eventOf(Instant instant) {
    return new EventDraft(instant, "user", "alice", "created", "key", "k1", new TreeMap<>());
  }

  private static IdempotencyRecord requestOf(Instant instant) {
    return new IdempotencyRecord(
        scope("request"), "fingerprint", "k1", instant, instant.plusMillis(1));
  }
}
