package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.COLLEAGUE;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A request that is made again with the same idempotency key makes no second key. */
class IdempotencyTest {

  private static final NewKey REQUEST = World.request().idempotencyKey("form-1");

  private final World world = World.create(builder -> builder.environments("live", "test"));
  private final IssuedKey first = world.create(REQUEST);
  private final Held held = Held.of(first);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void retry_whileTheRevealIsOpen_isTheSameObject() {
    Stored before = world.stored();

    assertThat(world.create(REQUEST)).isSameAs(first);
    assertThat(first.reveal()).isEqualTo(held.text());
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void retry_whenTheRevealIsGone_givesAFreshSecretUnderTheSameId() {
    first.close();
    IssuedKey second = world.create(REQUEST);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.revealNumber()).isEqualTo(2);
    assertThat(second.reveal()).startsWith("acme_ci_live_" + first.id()).isNotEqualTo(held.text());
    assertThat(second.key().tail())
        .isEqualTo(second.reveal().substring(second.reveal().length() - 5));
    assertThat(world.info(first.id()).tail()).isEqualTo(second.key().tail());
    assertThat(world.verdict(held.text())).isEqualTo("SECRET_WRONG");
    assertThat(world.verdict(second.reveal())).isEqualTo("KEY_PENDING");
    assertThat(onlyKey()).isEqualTo(first.id());
  }

  @Test
  void freshSecret_restartsTheDeadlineAndIsAudited() {
    world.time.advance(Duration.ofMinutes(10));
    first.close();
    IssuedKey second = world.create(REQUEST);

    assertThat(second.readableUntil()).isEqualTo(world.time.now().plus(World.DEADLINE));
    assertThat(world.info(first.id()).pendingUntil())
        .contains(world.time.now().plus(World.DEADLINE));
    assertThat(world.info(first.id()).createdAt())
        .isEqualTo(world.time.now().minus(Duration.ofMinutes(10)));
    assertThat(world.eventTypes()).containsExactly("key_created", "key_reveal_renewed");
    assertThat(world.lastEvent().details()).containsEntry("reveal", "2");
    assertThat(world.lastEvent().actor()).isEqualTo("u-admin");
    world.time.advance(World.DEADLINE.minus(World.BLINK));
    world.acknowledge(second);
    assertThat(world.state(first.id())).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void freshSecret_makesWhatWasShownBeforeUseless() {
    first.close();
    IssuedKey second = world.create(REQUEST);
    second.close();
    IssuedKey third = world.create(REQUEST);
    Held newest = Held.of(third);

    assertThat(third.revealNumber()).isEqualTo(3);
    refused(RefusalReason.SUPERSEDED, () -> world.acknowledge(first));
    refused(RefusalReason.SUPERSEDED, () -> world.issuer().acknowledge(ADMIN, first.id(), 2));
    refused(RefusalReason.SUPERSEDED, () -> world.issuer().acknowledge(ADMIN, first.id(), 4));
    assertThat(third.readable()).isTrue();
    world.acknowledge(third);
    assertThat(world.verdict(newest.text())).isEqualTo("ACCEPTED");
    assertThat(world.verdict(held.text())).isEqualTo("SECRET_WRONG");
    refused(RefusalReason.SUPERSEDED, () -> world.acknowledge(second));
  }

  @Test
  void retry_onAnotherNode_supersedesTheRevealHere() {
    Latchkey other = world.otherNode();

    IssuedKey second = other.issuer().create(ADMIN, REQUEST);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.revealNumber()).isEqualTo(2);
    await().until(() -> !first.readable());
    refused(RefusalReason.SUPERSEDED, () -> world.acknowledge(first));
    IssuedKey third = world.create(REQUEST);
    assertThat(third.revealNumber()).isEqualTo(3);
  }

  @Test
  void retry_withAnotherRequest_isAConflict() {
    Stored before = world.stored();
    for (NewKey different :
        List.of(
            NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "Another description"),
            NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Sourced candidates"),
            World.request().environment("test"),
            World.request().expiresAfter(Duration.ofDays(1)),
            World.request().neverExpires(),
            World.request().label("team", "talent"))) {
      RefusedException refusal =
          refused(
              RefusalReason.IDEMPOTENCY_MISMATCH,
              () -> world.create(different.idempotencyKey("form-1")));
      assertThat(refusal.keyId()).contains(first.id());
    }
    assertThat(world.stored()).isEqualTo(before);
    assertThat(first.readable()).isTrue();
  }

  @Test
  void retry_thatDiffersInSurroundingSpaceAlone_isTheSameRequest() {
    NewKey spaced = NewKey.of(CANDIDATE_INGESTION, NORTHWIND, " Sourced candidates  ");

    assertThat(world.create(spaced.idempotencyKey("form-1"))).isSameAs(first);
  }

  /** The labels were compared as the text of a map, in which a comma may be anybody's. */
  @Test
  void retry_withLabelsThatReadAlike_isAConflict() {
    NewKey two = World.request().label("a", "1").label("b", "2").idempotencyKey("labels");
    NewKey one = World.request().label("a", "1, b=2").idempotencyKey("labels");
    world.create(two);

    refused(RefusalReason.IDEMPOTENCY_MISMATCH, () -> world.create(one));
  }

  @Test
  void retry_byAnotherActorOrInAnotherAccount_isAnotherRequest() {
    IssuedKey colleagues = world.issuer().create(COLLEAGUE, REQUEST);
    IssuedKey strangers = world.issuer().create(STRANGER, REQUEST);

    assertThat(List.of(first.id(), colleagues.id(), strangers.id())).doesNotHaveDuplicates();
    assertThat(world.create(REQUEST)).isSameAs(first);
    assertThat(world.issuer().create(COLLEAGUE, REQUEST)).isSameAs(colleagues);
  }

  @Test
  void retry_withoutAKey_makesAnotherKey() {
    assertThat(world.pending().id()).isNotEqualTo(first.id());
  }

  @Test
  void requests_areForgottenAfter24Hours() {
    world.acknowledge(first);
    world.time.advance(Duration.ofHours(24).minus(World.BLINK));
    refused(RefusalReason.ALREADY_ISSUED, () -> world.create(REQUEST));

    world.time.advance(World.BLINK);
    assertThat(world.create(REQUEST).id()).isNotEqualTo(first.id());
  }

  @Nested
  class Later {

    @Test
    void retry_ofAnAcknowledgedKey_isRefusedWhateverBecameOfTheReveal() {
      world.acknowledge(first);
      retryRefused(RefusalReason.ALREADY_ISSUED);
      world.disable(first.id());
      retryRefused(RefusalReason.ALREADY_ISSUED);
    }

    @Test
    void retry_afterTheDeadline_isRefused() {
      world.time.advance(World.DEADLINE);
      retryRefused(RefusalReason.ABANDONED);
      Inside.maintain(world.latchkey);
      retryRefused(RefusalReason.ABANDONED);
    }

    @Test
    void retry_ofARevokedKey_isRefused() {
      world.revoke(first.id());
      retryRefused(RefusalReason.KEY_ENDED);
    }

    @Test
    void retry_ofAPurgedKey_isRefused() {
      world.revoke(first.id());
      world.time.advance(World.BLINK);
      assertThat(world.issuer().purge(HOST, world.time.now(), 10)).isEqualTo(1);
      retryRefused(RefusalReason.KEY_ENDED);
    }

    @Test
    void retry_inAStoppedAccount_isRefused() {
      world.latchkey.accounts().suspend(HOST, World.GLOBEX);
      retryRefused(RefusalReason.ACCOUNT_STOPPED);
    }

    @Test
    void retry_ofARequestThatWouldBeRefusedNow_isAnsweredAllTheSame() {
      world.partners().retire(HOST, NORTHWIND);
      first.close();

      assertThat(world.create(REQUEST).revealNumber()).isEqualTo(2);
    }

    private void retryRefused(RefusalReason reason) {
      Stored before = world.stored();
      RefusedException refusal = refused(reason, () -> world.create(REQUEST));
      if (reason != RefusalReason.ACCOUNT_STOPPED) {
        assertThat(refusal.keyId()).contains(first.id());
      }
      assertThat(world.stored()).isEqualTo(before);
      assertThat(world.verdict(held.text())).isNotEqualTo("SECRET_WRONG");
    }
  }

  private KeyId onlyKey() {
    List<KeyInfo> keys = world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10).keys();
    assertThat(keys).hasSize(1);
    return keys.get(0).id();
  }
}
