package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.latchkey.sabotage.HonestStore;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one object through which a key's text can be read, and everything that ends it. */
class RevealTest {

  private final World world = World.create();
  private final IssuedKey issued = world.pending();
  private final String text = issued.reveal();
  private final char[] memory = Inside.memory(issued);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void reveal_givesTheSameTextAsOftenAsAsked() {
    List<String> seen = new ArrayList<>();
    issued.revealTo(chars -> seen.add(new String(chars)));
    seen.add(issued.reveal());
    seen.add(new String(memory));

    assertThat(seen).containsOnly(text);
    assertThat(issued.readable()).isTrue();
    assertThat(issued.readableUntil()).isEqualTo(world.time.now().plus(World.DEADLINE));
  }

  @Test
  void revealTo_lendsACopyAndOverwritesIt() {
    List<char[]> lent = new ArrayList<>();
    issued.revealTo(lent::add);
    issued.revealTo(lent::add);

    assertThat(lent).hasSize(2).allSatisfy(RevealTest::isOverwritten);
    assertThat(lent.get(0)).isNotSameAs(lent.get(1)).isNotSameAs(memory);
    assertThat(issued.reveal()).isEqualTo(text);
  }

  @Test
  void revealTo_overwritesWhatItLentToAConsumerThatThrows() {
    List<char[]> lent = new ArrayList<>();
    Consumer<char[]> failing =
        chars -> {
          lent.add(chars);
          throw new IllegalArgumentException("clipboard is gone");
        };

    assertThatThrownBy(() -> issued.revealTo(failing)).hasMessage("clipboard is gone");
    assertThat(lent).singleElement().satisfies(RevealTest::isOverwritten);
    assertThat(issued.readable()).isTrue();
  }

  @Test
  void revealTo_overwritesOnlyAfterTheConsumerHasTakenIt() {
    List<String> taken = new ArrayList<>();
    issued.revealTo(
        chars -> {
          world.acknowledge(issued);
          taken.add(new String(chars));
        });

    assertThat(taken).containsExactly(text);
    over();
  }

  @Test
  void acknowledge_endsIt() {
    world.acknowledge(issued);

    over();
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
  }

  @Test
  void acknowledge_byIdAndNumber_endsIt() {
    assertThat(world.issuer().acknowledge(ADMIN, issued.id(), 1).state())
        .isEqualTo(KeyState.ACTIVE);

    over();
  }

  @Test
  void close_endsItAndLeavesTheKeyPending() {
    issued.close();
    issued.close();

    over();
    assertThat(world.verdict(text)).isEqualTo("KEY_PENDING");
    world.acknowledge(issued);
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
  }

  @Test
  void deadline_endsItToTheMillisecond() {
    world.time.advance(World.DEADLINE.minus(World.BLINK));
    assertThat(issued.reveal()).isEqualTo(text);

    world.time.advance(World.BLINK);
    over();
    assertThat(world.state(issued.id())).isEqualTo(KeyState.ABANDONED);
  }

  @Test
  void deadline_passed_staysPassedWhenTheClockStepsBack() {
    world.time.advance(World.DEADLINE);
    assertThat(issued.readable()).isFalse();

    world.time.stepWall(Duration.ofHours(-1));
    over();
  }

  @Test
  void deadline_passed_isSweptUpThoughNobodyAsks() {
    world.time.advance(World.DEADLINE);

    Inside.engine(world.latchkey).reveals().sweep();

    isOverwritten(memory);
  }

  @Test
  void revocation_endsIt() {
    world.revoke(issued.id());

    over();
  }

  @Test
  void revocationOfAllKeysOfThePartner_endsIt() {
    assertThat(
            world
                .issuer()
                .revokeAll(HOST, NORTHWIND, Revocation.because(RevocationReason.NO_LONGER_USED)))
        .isEqualTo(1);

    over();
  }

  @Test
  void leakReport_endsIt() {
    assertThat(world.issuer().reportLeak(HOST, text).revokedNow()).isTrue();

    over();
  }

  @Test
  void erasureOfTheAccount_endsIt() {
    assertThat(world.latchkey.accounts().erase(HOST, World.GLOBEX).keysRemoved()).isEqualTo(1);

    over();
  }

  @Test
  void closingTheLibrary_endsIt() {
    world.latchkey.close();

    over();
  }

  /** Its commit was on the way when everything ended, so nobody would have ended it any more. */
  @Test
  void closingTheLibrary_endsAKeyThatIsJustBeingCreated() {
    InterceptedStore calls = InterceptedStore.local(HonestStore.create());
    try (World closing = World.on(calls.store(), builder -> {})) {
      calls.beforeNextCommit(closing.latchkey::close);

      IssuedKey late = closing.pending();

      assertThat(late.readable()).isFalse();
      assertThat(Inside.memory(late)).isNull();
      assertThat(Inside.engine(closing.latchkey).reveals().find(late.id(), 1)).isEmpty();
    }
  }

  @Test
  void acknowledgementByAnotherNode_endsItHere() {
    Latchkey other = world.otherNode();

    assertThat(other.issuer().acknowledge(ADMIN, issued.id(), 1).state())
        .isEqualTo(KeyState.ACTIVE);

    await().untilAsserted(() -> isOverwritten(memory));
    over();
  }

  @Test
  void revocationByAnotherNode_endsItHere() {
    Latchkey other = world.otherNode();

    assertThat(
            other
                .issuer()
                .revoke(ADMIN, issued.id(), Revocation.because(RevocationReason.LOST))
                .state())
        .isEqualTo(KeyState.REVOKED);

    await().untilAsserted(() -> isOverwritten(memory));
    over();
  }

  @Test
  void changesThatLeaveTheSecretAlone_doNotEndIt() {
    world.northwindAlsoViewsCandidates();
    assertThat(world.latchkey.permissions().reassign(ADMIN, issued.id()).isEmpty()).isFalse();
    assertThat(world.issuer().changeDescription(ADMIN, issued.id(), "Other").description())
        .isEqualTo("Other");

    assertThat(issued.reveal()).isEqualTo(text);
  }

  @Test
  void object_saysNothingOfTheTextAndCantBeSerialised() {
    assertThat(issued.toString())
        .isEqualTo("IssuedKey[" + issued.id() + " …" + issued.key().tail() + ", text redacted]");
    assertThat(issued).isNotInstanceOf(Serializable.class);
    assertThat(issued.key().toString()).doesNotContain(text.substring(30));
  }

  private void over() {
    assertThat(issued.readable()).isFalse();
    isOverwritten(memory);
    assertThat(Inside.memory(issued)).isNull();
    for (Callable<String> reading : List.<Callable<String>>of(issued::reveal, this::lent)) {
      assertThat(Refusals.thrown(IllegalStateException.class, reading))
          .hasMessageContaining(issued.id().value())
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.substring(30)));
    }
    assertThat(Inside.engine(world.latchkey).reveals().find(issued.id(), 1)).isEmpty();
  }

  private String lent() {
    List<String> taken = new ArrayList<>();
    issued.revealTo(chars -> taken.add(new String(chars)));
    return taken.get(0);
  }

  private static void isOverwritten(char[] chars) {
    char[] zeros = new char[chars.length];
    Arrays.fill(zeros, '\0');
    assertThat(chars).isEqualTo(zeros).isNotEmpty();
  }
}
