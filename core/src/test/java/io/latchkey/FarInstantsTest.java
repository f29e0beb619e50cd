package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.KeyCriteria;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks for what was before the end of all time asks for everything. Such instants are none
 * that a database has: they came back as an {@code ArithmeticException}.
 */
class FarInstantsTest {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final InterceptedStore calls = InterceptedStore.local(HonestStore.create());
  private final World world = World.on(calls.store(), builder -> {});

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void purge_beforeAnyInstantThereIs_removesAllThatEndedOrNothing() {
    KeyIn.REVOKED.make(world);
    asADatabaseWould();

    assertThat(world.issuer().purge(HOST, Instant.MIN, 10)).isZero();
    assertThat(world.issuer().purge(HOST, Instant.MAX, 10)).isEqualTo(1);
  }

  @Test
  void list_beforeAnyInstantThereIs_isOfEveryKeyOrNone() {
    Held used = world.active();
    assertThat(world.verdict(used.text())).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.flushUses()).isEqualTo(1);
    Held expiring = world.active(World.request().expiresAt(world.time.now().plusSeconds(60)));
    asADatabaseWould();

    assertThat(listed(KeyQuery.all().expiresBefore(Instant.MAX))).containsExactly(expiring.id());
    assertThat(listed(KeyQuery.all().expiresBefore(Instant.MIN))).isEmpty();
    assertThat(listed(KeyQuery.all().notUsedSince(Instant.MAX)))
        .containsExactlyInAnyOrder(used.id(), expiring.id());
    assertThat(listed(KeyQuery.all().notUsedSince(Instant.MIN))).containsExactly(expiring.id());
  }

  private List<KeyId> listed(KeyQuery query) {
    return world.latchkey.keys().list(ADMIN, query, null, 10).keys().stream()
        .map(KeyInfo::id)
        .toList();
  }

  /** Fails at instants that no column takes, or that don't fit into a number of milliseconds. */
  private void asADatabaseWould() {
    calls.meddler(
        call -> {
          if (call.name().equals("listKeys")) {
            KeyCriteria criteria = (KeyCriteria) call.argument(0);
            Stream.of(criteria.endedBefore(), criteria.expiresBefore(), criteria.notUsedSince())
                .flatMap(Optional::stream)
                .forEach(
                    instant -> {
                      assertThat(instant.toEpochMilli()).isNotNegative();
                      assertThat(instant).isBeforeOrEqualTo(LATEST);
                    });
          }
          return call.proceed();
        });
  }
}
