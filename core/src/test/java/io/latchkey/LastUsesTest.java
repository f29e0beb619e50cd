package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.latchkey.VerifierLab.TestKey;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LastUsesTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();
  private final List<List<KeyUse>> recorded = new ArrayList<>();
  private final List<Integer> dropped = new ArrayList<>();
  private final LastUses uses =
      new LastUses(
          lab.index,
          storeThatRecords(),
          new LatchkeyMetrics() {
            @Override
            public void usesDropped(int count) {
              dropped.add(count);
            }
          });
  private boolean storeFails;

  @Test
  void flush_afterAcceptedVerifications_recordsOneUseForEachKeyAndMinute() {
    TestKey unused = lab.issue();
    lab.advance(Duration.ofSeconds(90));
    assertThat(lab.accepts(key)).isTrue();
    assertThat(lab.accepts(key)).isTrue();

    assertThat(uses.flush()).isEqualTo(1);
    assertThat(recorded)
        .containsExactly(List.of(new KeyUse(key.record().keyId(), START.plusSeconds(60))));
    assertThat(unused.text()).isNotEmpty();
  }

  @Test
  void flush_withoutANewMinute_recordsNothing() {
    assertThat(lab.accepts(key)).isTrue();
    assertThat(uses.flush()).isEqualTo(1);
    lab.advance(Duration.ofSeconds(59));
    assertThat(lab.accepts(key)).isTrue();
    assertThat(uses.flush()).isZero();

    lab.advance(Duration.ofSeconds(1));
    assertThat(lab.accepts(key)).isTrue();
    assertThat(uses.flush()).isEqualTo(1);
  }

  @Test
  void flush_afterRejectionsAlone_recordsNothing() {
    TestKey disabled = lab.issue(record -> record.state(KeyState.DISABLED.code()));
    assertThat(lab.engine.verify(disabled.text()).accepted()).isFalse();
    assertThat(lab.engine.verify(lab.redraw(key).text()).accepted()).isFalse();
    assertThat(lab.engine.verify(key.text(), CandidateIngestion.CANDIDATES_VIEW).accepted())
        .isFalse();
    assertThat(lab.engine.identify(key.text())).isNotNull();

    assertThat(uses.flush()).isZero();
  }

  @Test
  void flush_whenTheClockStepsBack_neverGoesBack() {
    lab.advance(Duration.ofMinutes(10));
    assertThat(lab.accepts(key)).isTrue();
    lab.time.stepWall(Duration.ofMinutes(-5));
    lab.refresh();
    assertThat(lab.accepts(key)).isTrue();

    assertThat(uses.flush()).isEqualTo(1);
    assertThat(recorded.get(0).get(0).usedAt()).isEqualTo(START.plus(Duration.ofMinutes(10)));
  }

  @Test
  void flush_whenTheStoreFails_keepsTheUsesAndReportsOnce() {
    assertThat(lab.accepts(key)).isTrue();
    storeFails = true;
    try (Logged logged = Logged.by(LastUses.class)) {
      assertThat(uses.flush()).isZero();
      assertThat(uses.flush()).isZero();
      assertThat(logged.events().stream().map(event -> event.getLevel()))
          .containsExactly(Level.WARN, Level.DEBUG);
    }

    storeFails = false;
    assertThat(uses.flush()).isEqualTo(1);
    assertThat(dropped).isEmpty();
  }

  @Test
  void flush_ofManyKeys_comesInBatches() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(lab.accepts(lab.issue())).isTrue();
    }
    assertThat(lab.accepts(key)).isTrue();

    assertThat(uses.flush()).isEqualTo(20_001);
    assertThat(recorded.stream().map(List::size)).containsExactly(10_000, 10_000, 1);
  }

  @Test
  void flush_afterTheKeyChanged_stillRecordsTheEarlierUse() {
    assertThat(lab.accepts(key)).isTrue();
    lab.index.apply(key.next(KeyState.DISABLED));
    assertThat(uses.flush()).isEqualTo(1);

    lab.index.apply(key.next(record -> record.version(3)));
    assertThat(uses.flush()).isZero();
  }

  @Test
  void close_whenTheStoreTakesAll_losesNothing() {
    assertThat(lab.accepts(key)).isTrue();
    lab.index.close();

    assertThat(uses.close()).isZero();
    assertThat(recorded).hasSize(1);
    assertThat(dropped).isEmpty();
  }

  @Test
  void close_whenTheStoreFails_countsTheLosses() {
    assertThat(lab.accepts(key)).isTrue();
    assertThat(lab.accepts(lab.issue())).isTrue();
    storeFails = true;

    assertThat(uses.close()).isEqualTo(2);
    assertThat(dropped).containsExactly(2);
  }

  private KeyStore storeThatRecords() {
    return (KeyStore)
        Proxy.newProxyInstance(
            KeyStore.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("recordUses");
              if (storeFails) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "planted", null);
              }
              List<KeyUse> batch = new ArrayList<>();
              ((Collection<?>) arguments[0]).forEach(use -> batch.add((KeyUse) use));
              recorded.add(batch);
              return null;
            });
  }
}
