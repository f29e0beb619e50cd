package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replacement that is asked for again makes no second successor. */
class ReplacementRetryTest {

  private final World world = World.create();
  private final Held original = world.active();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void retry_whileTheRevealIsOpen_isTheSameObject() {
    Replacement request = Replacement.untilRevoked(original.id()).idempotencyKey("r-1");
    IssuedKey successor = world.replace(request);
    Stored before = world.stored();

    assertThat(world.replace(request)).isSameAs(successor);
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void retry_whenTheRevealIsGone_givesTheSuccessorAFreshSecret() {
    Replacement request =
        Replacement.overlapping(original.id(), Duration.ofHours(1)).idempotencyKey("r-1");
    world.northwindAlsoViewsCandidates();
    world.replace(request).close();
    IssuedKey again = world.replace(request);

    assertThat(again.revealNumber()).isEqualTo(2);
    assertThat(again.key().predecessor()).contains(original.id());
    assertThat(again.permissionChange().added()).containsExactly(CANDIDATES_VIEW);
    assertThat(world.info(original.id()).successor()).contains(again.id());
    world.acknowledge(again);
    assertThat(world.info(original.id()).endsAt())
        .contains(world.time.now().plus(Duration.ofHours(1)));
  }

  @Test
  void retry_ofAReplacementAtOnce_isAnsweredThoughTheOriginalHasEnded() {
    Replacement request = Replacement.now(original.id()).idempotencyKey("r-1");
    IssuedKey successor = world.replace(request);

    assertThat(world.replace(request)).isSameAs(successor);
    successor.close();
    IssuedKey again = world.replace(request);
    assertThat(again.id()).isEqualTo(successor.id());
    assertThat(again.permissionChange().isEmpty()).isTrue();
  }

  @Test
  void retry_withAnotherRequest_isAConflict() {
    world.replace(Replacement.untilRevoked(original.id()).idempotencyKey("r-1"));
    Stored before = world.stored();

    for (Replacement different :
        new Replacement[] {
          Replacement.now(original.id()),
          Replacement.overlapping(original.id(), Duration.ZERO),
          Replacement.untilRevoked(original.id()).description("Other"),
          Replacement.untilRevoked(original.id()).expiresAfter(Duration.ofDays(1)),
          Replacement.untilRevoked(world.active().id())
        }) {
      refused(
          RefusalReason.IDEMPOTENCY_MISMATCH, () -> world.replace(different.idempotencyKey("r-1")));
    }
    assertThat(world.info(original.id()).successor()).isPresent();
    assertThat(before.keys()).hasSize(2);
  }

  @Test
  void create_withTheKeyOfAReplacement_isAnotherRequest() {
    IssuedKey successor =
        world.replace(Replacement.untilRevoked(original.id()).idempotencyKey("r-1"));

    IssuedKey created = world.issuer().create(ADMIN, World.request().idempotencyKey("r-1"));

    assertThat(created.id()).isNotEqualTo(successor.id());
    assertThat(created.key().predecessor()).isEmpty();
  }

  @Test
  void retry_ofAnAcknowledgedSuccessor_isRefused() {
    Replacement request = Replacement.untilRevoked(original.id()).idempotencyKey("r-1");
    world.acknowledge(world.replace(request));

    refused(RefusalReason.ALREADY_ISSUED, () -> world.replace(request));
  }

  @Test
  void retry_ofAnAbandonedSuccessor_isRefused() {
    Replacement request = Replacement.untilRevoked(original.id()).idempotencyKey("r-1");
    world.replace(request);
    world.time.advance(World.DEADLINE);

    refused(RefusalReason.ABANDONED, () -> world.replace(request));
    assertThat(world.replace(Replacement.untilRevoked(original.id())).readable()).isTrue();
  }
}
