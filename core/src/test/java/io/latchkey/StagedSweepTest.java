package io.latchkey;

import static io.latchkey.Refusals.thrown;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.contract.HostTransaction;
import io.latchkey.contract.Records;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoreException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No staged row keeps others from being adopted, or any key from being revoked. */
class StagedSweepTest {

  private static final Revocation WHY = Revocation.because(RevocationReason.NO_LONGER_USED);

  /** In front of every key that the library makes. */
  private static final String LOW = "0000000000000000";

  /** Nothing runs in the background, so that it is the operation that sweeps. */
  private final StagingWorld host = StagingWorld.create(builder -> builder.executor(task -> {}));

  private final World world = host.world;

  @AfterEach
  void close() {
    host.close();
  }

  static Stream<Named<ToIntFunction<World>>> endings() {
    return Stream.of(
        Named.of("an account's", w -> w.issuer().revokeAll(ADMIN, NORTHWIND, WHY)),
        Named.of("everybody's", w -> w.issuer().revokeAll(HOST, NORTHWIND, WHY)),
        Named.of("erasure", w -> w.latchkey.accounts().erase(HOST, GLOBEX).keysRemoved()));
  }

  /** The list of staged keys went through a filter, and a short page passed for the last. */
  @Test
  void revokeAll_staged_isFoundBehindAPageOfBrokenRows() {
    try (StagingWorld sealed =
        StagingWorld.create(b -> b.seal(SealWorld.FIRST).executor(task -> {}))) {
      for (int i = 0; i < 100; i++) {
        plant(sealed, staged(String.format("%016d", i), record -> {}));
      }
      IssuedKey issued = sealed.staged();

      assertThat(sealed.world.issuer().revokeAll(HOST, NORTHWIND, WHY)).isEqualTo(1);

      assertThat(sealed.world.state(issued.id())).isEqualTo(KeyState.REVOKED);
      assertThat(sealed.world.latchkey.health().brokenSeals()).isPositive();
    }
  }

  static Stream<Named<StagedKey>> nonsense() {
    return Stream.of(
        Named.of("key id", staged("0", record -> {})),
        Named.of("partner", staged(LOW, record -> record.partnerId("no such form"))),
        Named.of("account", staged(LOW, record -> record.accountId("no such form"))));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void row_thatTheLibraryCanNotHaveMade_keepsNobodyWaiting(StagedKey planted) {
    plant(planted);
    IssuedKey issued = host.staged();
    Latchkey other = world.otherNode();

    await().until(() -> listedBy(other).equals(List.of(issued.id())));
    assertThat(host.content.staged("", 10)).containsExactly(planted);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void unreadableRow_doesNotPreventTheEnd(ToIntFunction<World> ending) {
    Held key = world.active();
    host.calls.failing(
        new StoreException(StoreException.Kind.CORRUPT, "a row of staged keys", null), "staged");

    assertThat(ending.applyAsInt(world)).isEqualTo(1);

    assertThat(world.verdict(key.text())).isNotEqualTo("ACCEPTED");
  }

  @ParameterizedTest
  @MethodSource("endings")
  void storeThatFailsForStagedKeys_doesNotPreventTheEnd_andIsReported(ToIntFunction<World> ending) {
    Held key = world.active();
    host.calls.down("staged");

    thrown(StoreUnavailableException.class, () -> ending.applyAsInt(world));

    host.calls.meddler(null);
    assertThat(world.verdict(key.text())).isNotEqualTo("ACCEPTED");
  }

  @Test
  void storeThatFailsForOneStagedKey_leavesTheOthersToTheirEnd() {
    Held key = world.active();
    plant(staged(LOW, record -> {}));
    IssuedKey issued = host.staged();
    host.calls.meddler(
        call -> {
          if (call.name().equals("findStaged") && call.argument(1).equals(LOW)) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
          }
          return call.proceed();
        });

    thrown(StoreUnavailableException.class, () -> world.issuer().revokeAll(HOST, NORTHWIND, WHY));

    assertThat(world.verdict(key.text())).isEqualTo("KEY_REVOKED");
    assertThat(host.content.findStaged(GLOBEX.value(), issued.id().value()))
        .as("adopted, to be revoked when it is tried again")
        .isEmpty();
    host.calls.meddler(null);
    assertThat(world.issuer().revokeAll(HOST, NORTHWIND, WHY)).isPositive();
    assertThat(world.state(issued.id())).isEqualTo(KeyState.REVOKED);
  }

  @Test
  void leakReport_whileStagedKeysCantBeRead_saysThatItCanNotTell() {
    IssuedKey issued = host.staged();
    String text = issued.reveal();
    host.calls.down("staged");

    thrown(StoreUnavailableException.class, () -> world.issuer().reportLeak(HOST, text));

    host.calls.meddler(null);
    assertThat(world.issuer().reportLeak(HOST, text).revokedNow()).isTrue();
  }

  private static Consumer<KeyRecord.Builder> ours() {
    return record -> record.accountId(GLOBEX.value());
  }

  private static StagedKey staged(String id, Consumer<KeyRecord.Builder> change) {
    return new StagedKey(Records.key(id, ours().andThen(change)), "create");
  }

  private void plant(StagedKey planted) {
    plant(host, planted);
  }

  private static void plant(StagingWorld into, StagedKey planted) {
    try (HostTransaction intruder = into.begin()) {
      intruder.stage(planted);
      intruder.commit();
    }
  }

  private static List<KeyId> listedBy(Latchkey node) {
    return node.keys().list(ADMIN, KeyQuery.all(), null, 10).keys().stream()
        .map(KeyInfo::id)
        .toList();
  }
}
