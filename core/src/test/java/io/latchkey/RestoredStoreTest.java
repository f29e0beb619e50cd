package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.INITECH;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store that goes back in time under a node that runs. It shows by its numbers if the history is
 * the same, and by its epoch if it is another one.
 */
class RestoredStoreTest {

  private final RestorableStore restorable = new RestorableStore();
  private final World world = World.on(restorable.store(), builder -> {});
  private final Held revoked = world.active();
  private final Held lasting = world.active();
  private final Held expired = world.active(World.request().expiresAfter(Duration.ofHours(1)));
  private final int backup = restorable.backup();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first history", "second history"})
  void node_noticesAndSaysSoUntilAPersonAcceptsIt(String epoch) {
    world.revoke(revoked.id());

    restore(epoch);

    assertThat(world.latchkey.health().ready()).isTrue();
    assertThat(world.latchkey.health().toString()).contains("FEED_REGRESSED");
    int before = world.hostTrail().size();
    world.latchkey.acceptRestore(HOST);
    assertThat(world.latchkey.health().status()).isEqualTo(Health.Status.READY);
    assertThat(world.hostTrail()).hasSize(before + 1);
    AuditEntry event = world.hostTrail().get(before);
    assertThat(event.type()).isEqualTo("restore_accepted");
    assertThat(event.actor()).isEqualTo("console");
    assertThat(event.subjectKind()).isEqualTo("feed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first history", "second history"})
  void keys_thatWereSeenEnded_stayEnded(String epoch) {
    world.revoke(revoked.id());
    world.time.advance(Duration.ofHours(1));
    assertThat(world.verdict(expired.text())).isEqualTo("KEY_EXPIRED");
    Held lost = world.active();

    restore(epoch);

    assertThat(world.state(revoked.id())).as("what the store says").isEqualTo(KeyState.ACTIVE);
    assertThat(world.verdict(revoked.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.verdict(expired.text())).isEqualTo("KEY_EXPIRED");
    assertThat(world.verdict(lasting.text())).isEqualTo("ACCEPTED");
    assertThat(world.verdict(lost.text())).isEqualTo("KEY_UNKNOWN");
    world.latchkey.acceptRestore(HOST);
    assertThat(world.verdict(revoked.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.verdict(expired.text())).isEqualTo("KEY_EXPIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first history", "second history"})
  void everythingElse_isReadAnewAndFollowed(String epoch) {
    world.disable(lasting.id());
    world.partners().suspend(HOST, NORTHWIND);
    world.revoke(revoked.id());

    restore(epoch);

    assertThat(world.verdict(lasting.text())).isEqualTo("ACCEPTED");
    Latchkey other = world.otherNode();
    assertThat(other.issuer().disable(ADMIN, lasting.id()).state()).isEqualTo(KeyState.DISABLED);
    await().until(() -> world.verdict(lasting.text()).equals("KEY_DISABLED"));
    Held fresh = world.active();
    assertThat(world.verdict(fresh.text())).isEqualTo("ACCEPTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first history", "second history"})
  void account_thatWasSeenErased_staysStopped(String epoch) {
    Held theirs = Held.of(world.issuer().create(STRANGER, World.request()));
    assertThat(world.issuer().acknowledge(STRANGER, theirs.id(), 1).state())
        .isEqualTo(KeyState.ACTIVE);
    int later = restorable.backup();
    assertThat(world.latchkey.accounts().erase(HOST, INITECH).keysRemoved()).isEqualTo(1);
    world.revoke(lasting.id());

    restorable.restore(later, epoch);
    awaitRegression();

    assertThat(world.latchkey.accounts().status(INITECH)).isEqualTo(AccountStatus.ACTIVE);
    assertThat(world.verdict(theirs.text())).isNotEqualTo("ACCEPTED");
    assertThat(world.latchkey.accounts().status(GLOBEX)).isEqualTo(AccountStatus.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"role restorer", "nothing"})
  void acceptance_isTheHostPolicysToAllowAndNothingWithoutARestore(String missing) {
    Latchkey strict =
        world.otherNode(
            restorable.store(),
            builder ->
                builder.hostPolicy((host, operation) -> AccessPolicy.Decision.denied(missing)));

    assertThat(
            Refusals.denied(
                () -> {
                  strict.acceptRestore(HOST);
                  return true;
                }))
        .isEqualTo(missing);
    int before = world.hostTrail().size();
    world.latchkey.acceptRestore(HOST);
    assertThat(world.hostTrail()).hasSize(before);
  }

  /** A failover may lose what this very node committed a moment ago and has not read back yet. */
  @ParameterizedTest
  @ValueSource(strings = {"first history", "second history"})
  void changeOfTheNodesOwn_thatIsLostBeforeItWasReadBack_isNoticedToo(String epoch) {
    RestorableStore other = new RestorableStore();
    Consumer<Latchkey.Builder> seldom =
        builder -> builder.maxStaleness(Duration.ofHours(1)).pollInterval(Duration.ofMinutes(20));
    try (World slow = World.on(other.store(), seldom)) {
      Held key = slow.active();
      slow.disable(key.id());
      slow.time.advance(Duration.ofHours(1).plus(World.BLINK));
      assertThat(slow.verdict(key.text())).isEqualTo("KEY_DISABLED");
      int before = other.backup();
      slow.enable(key.id());

      other.restore(before, epoch);
      slow.time.advance(Duration.ofHours(1).plus(World.BLINK));

      assertThat(slow.verdict(key.text())).isEqualTo("KEY_DISABLED");
      assertThat(slow.latchkey.health().status()).isEqualTo(Health.Status.FEED_REGRESSED);
      slow.latchkey.acceptRestore(HOST);
      slow.enable(key.id());
      assertThat(slow.verdict(key.text())).isEqualTo("ACCEPTED");
      slow.time.advance(Duration.ofHours(1).plus(World.BLINK));
      assertThat(slow.verdict(key.text())).isEqualTo("ACCEPTED");
      assertThat(slow.latchkey.health().status()).isEqualTo(Health.Status.READY);
    }
  }

  private void restore(String epoch) {
    restorable.restore(backup, epoch);
    awaitRegression();
  }

  private void awaitRegression() {
    await().until(() -> world.latchkey.health().status() == Health.Status.FEED_REGRESSED);
  }
}
