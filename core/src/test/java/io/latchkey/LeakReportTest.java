package io.latchkey;

import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.HonestStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key's full text was found where it must not be: the host reports it, and the key ends. */
class LeakReportTest {

  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world = World.on(intercepted.store(), builder -> {});

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "ACTIVE", "DISABLED"})
  void report_ofALiveKey_revokesIt(KeyIn state) {
    Held key = state.make(world);

    LeakReport report = world.issuer().reportLeak(HOST, key.text());

    assertThat(report.revokedNow()).isTrue();
    assertThat(report.key().id()).isEqualTo(key.id());
    assertThat(report.key().state()).isEqualTo(KeyState.REVOKED);
    assertThat(report.key().endReason()).contains("leaked");
    assertThat(report.key().endedBy()).contains("console");
    assertThat(world.verdict(key.text())).isEqualTo("KEY_REVOKED");
    AuditEntry event = world.lastEvent();
    assertThat(event.type()).isEqualTo("key_revoked");
    assertThat(event.actorKind()).isEqualTo("host");
    assertThat(event.actor()).isEqualTo("console");
    assertThat(event.details()).containsEntry("reason", "leaked");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REVOKED",
        "ABANDONED",
        "REPLACED",
        "EXPIRED",
        "ABANDONED_AND_RECORDED",
        "REPLACED_AND_RECORDED",
        "EXPIRED_AND_RECORDED"
      })
  void report_ofAKeyThatHasEnded_leavesItsEnd(KeyIn state) {
    Held key = state.make(world);

    LeakReport report = world.issuer().reportLeak(HOST, key.text());

    assertThat(report.revokedNow()).isFalse();
    assertThat(report.key().state()).isEqualTo(state.state());
    assertThat(world.state(key.id())).isEqualTo(state.state());
  }

  @Test
  void report_findsTheKeyInWhateverAccount() {
    Held theirs = Held.of(world.issuer().create(STRANGER, World.request()));

    assertThat(world.issuer().reportLeak(HOST, theirs.text()).key().account())
        .isEqualTo(World.INITECH);
    assertThat(world.trail()).isEmpty();
  }

  @Test
  void text_thatIsNotTheWholeKeyWithItsRightSecret_isNoKey() {
    Held key = world.active();
    String text = key.text();
    IssuedKey renewable = world.create(World.request().idempotencyKey("a"));
    String superseded = renewable.reveal();
    renewable.close();
    IssuedKey renewed = world.create(World.request().idempotencyKey("a"));
    Stored before = world.stored();

    for (String wrong :
        new String[] {
          "",
          " ",
          "nonsense",
          key.id().value(),
          text.substring(0, text.length() - 1),
          text.substring(1),
          text + "0",
          " " + text,
          text.replace("acme_", "other_"),
          flipped(text, text.length() - 20),
          flipped(text, text.length() - 1),
          text.substring(0, text.length() - 6) + "000000",
          superseded,
          "x".repeat(1_000_000)
        }) {
      refused(RefusalReason.NOT_A_KEY, () -> world.issuer().reportLeak(HOST, wrong));
    }
    assertThat(world.stored()).isEqualTo(before);
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
    assertThat(renewed.readable()).isTrue();
  }

  private static String flipped(String text, int at) {
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  @Test
  void text_ofAKeyThatIsGone_isNoKey() {
    Held key = world.active();
    world.revoke(key.id());
    world.time.advance(World.BLINK);
    assertThat(world.issuer().purge(HOST, world.time.now(), 1)).isEqualTo(1);

    refused(RefusalReason.NOT_A_KEY, () -> world.issuer().reportLeak(HOST, key.text()));
  }

  @Test
  void refusal_saysNothingOfTheText() {
    String secret = world.active().text().replace('A', 'B') + "tail";

    assertThat(refused(RefusalReason.NOT_A_KEY, () -> world.issuer().reportLeak(HOST, secret)))
        .hasMessageNotContaining(secret.substring(20))
        .hasNoCause();
  }

  /** The node had not read the feed yet, and said that the text was no key of this store. */
  @Test
  void key_madeByAnotherNodeAMomentAgo_isFound() {
    Latchkey slow =
        world.otherNode(
            world.store,
            builder ->
                builder.maxStaleness(Duration.ofHours(1)).pollInterval(Duration.ofMinutes(20)));
    Held key = world.active();

    assertThat(slow.issuer().reportLeak(HOST, key.text()).revokedNow()).isTrue();
    assertThat(World.verdict(slow, key.text())).isEqualTo("KEY_REVOKED");
  }

  @Test
  void node_thatCantReadTheFeed_doesNotSayThatATextIsNoKey() {
    InterceptedStore remote = InterceptedStore.remote(intercepted.store());
    remote.down("load", "changes");
    Latchkey blind = world.otherNode(remote.store(), builder -> {});
    Held key = world.active();

    refused(RefusalReason.NOT_AVAILABLE, () -> blind.issuer().reportLeak(HOST, key.text()));
    remote.meddler(null);
    assertThat(blind.issuer().reportLeak(HOST, key.text()).revokedNow()).isTrue();
  }

  @Test
  void report_deniedByTheHostPolicy_isTheSameForAnyText() {
    Held key = world.active();
    Latchkey strict =
        world.otherNode(
            world.store,
            builder ->
                builder.hostPolicy((host, operation) -> AccessPolicy.Decision.denied("role soc")));

    for (String text : new String[] {key.text(), "nonsense"}) {
      assertThat(Refusals.denied(() -> strict.issuer().reportLeak(HOST, text)))
          .isEqualTo("role soc");
    }
    assertThat(world.state(key.id())).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void report_ofAKeyUnderReplacement_leavesTheSuccessor() {
    Held key = world.active();
    IssuedKey successor = world.replace(Replacement.untilRevoked(key.id()));

    assertThat(world.issuer().reportLeak(HOST, key.text()).revokedNow()).isTrue();

    Held held = world.acknowledged(successor);
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all().live(), null, 10).keys())
        .hasSize(1);
  }
}
