package io.latchkey;

import static io.latchkey.Refusals.thrown;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * While versions are rolled out, a newer one writes states that this one does not know. Cause of a
 * bug: one such row failed every page of a list that it stood on.
 */
class UnknownStateTest {

  private final World world = World.create();
  private final Held frozen = world.active();
  private final Held known = world.active();

  UnknownStateTest() {
    StoredKey stored = world.store.findKey(GLOBEX.value(), frozen.id().value()).orElseThrow();
    KeyRecord record =
        stored.record().toBuilder().state("frozen").version(stored.record().version() + 1).build();
    Commit commit =
        Commit.builder(GLOBEX.value())
            .updateKey(new StoredKey(record, stored.details(), null))
            .event(
                Events.system(
                    world.time.now(), "key_frozen", Events.KEY, frozen.id().value(), Map.of()))
            .build();
    assertThat(world.store.commit(commit).status()).isEqualTo(CommitResult.Status.COMMITTED);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void key_inAnUnknownState_isListedFoundAndExplained() {
    List<KeyInfo> listed = world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10).keys();

    assertThat(listed)
        .extracting(KeyInfo::id, KeyInfo::state)
        .containsExactlyInAnyOrder(
            tuple(frozen.id(), KeyState.UNKNOWN), tuple(known.id(), KeyState.ACTIVE));
    assertThat(world.state(frozen.id())).isEqualTo(KeyState.UNKNOWN);
    assertThat(world.latchkey.permissions().explain(ADMIN, frozen.id()).key().state())
        .isEqualTo(KeyState.UNKNOWN);
    assertThat(KeyState.UNKNOWN.live()).isFalse();
  }

  @Test
  void key_inAnUnknownState_isGrantedNothing() {
    assertThat(world.state(frozen.id()))
        .as("and the index has caught up")
        .isEqualTo(KeyState.UNKNOWN);
    assertThat(world.verdict(frozen.text())).isEqualTo("KEY_UNREADABLE");
    assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all().live(), null, 10).keys())
        .extracting(KeyInfo::id)
        .containsExactly(known.id());
    List<Callable<?>> operations =
        List.of(
            () -> world.issuer().acknowledge(ADMIN, frozen.id(), 1),
            () -> world.replace(Replacement.untilRevoked(frozen.id())),
            () -> world.disable(frozen.id()),
            () -> world.enable(frozen.id()),
            () -> world.revoke(frozen.id()),
            () -> world.issuer().changeDescription(ADMIN, frozen.id(), "x"),
            () -> world.issuer().changeExpiry(ADMIN, frozen.id(), null),
            () -> world.latchkey.permissions().reassign(ADMIN, frozen.id()));
    operations.forEach(operation -> thrown(UnreadableRecordException.class, operation));
  }

  @Test
  void key_inAnUnknownState_keepsNobodyFromEndingTheOthers() {
    assertThat(
            world.issuer().revokeAll(ADMIN, NORTHWIND, Revocation.because(RevocationReason.LOST)))
        .isEqualTo(1);

    assertThat(world.verdict(known.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.state(frozen.id())).isEqualTo(KeyState.UNKNOWN);
  }

  @Test
  void unknown_isNoStateThatAStoreCanHold() {
    assertThat(KeyState.ofCode(KeyState.UNKNOWN.code())).isEmpty();
  }
}
