package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two keys for a while: when the original ends, and what becomes of the one if the other ends. */
class ReplacementTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = World.create();
  private final Held original = world.active();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void replace_linksBothKeysAndSaysSoInTheTrail() {
    IssuedKey successor = overlapping(HOUR);

    assertThat(successor.key().predecessor()).contains(original.id());
    assertThat(world.info(original.id()).successor()).contains(successor.id());
    assertThat(world.eventTypes().subList(2, 4))
        .containsExactly("key_created", "key_replacement_started");
    assertThat(world.trail().get(2).details())
        .contains(
            entry("predecessor", original.id().value()),
            entry("permissions_added", ""),
            entry("permissions_removed", ""));
    assertThat(world.lastEvent().subject()).isEqualTo(original.id().value());
    assertThat(world.lastEvent().details())
        .containsOnly(entry("successor", successor.id().value()), entry("ends", "PT1H"));
  }

  @Test
  void successor_isLikeItsOriginalUnlessAskedOtherwise() {
    Held labelled = world.active(World.request().label("team", "talent"));

    KeyInfo same = world.replace(Replacement.untilRevoked(labelled.id())).key();
    KeyInfo other =
        world.replace(Replacement.untilRevoked(original.id()).description(" Other ")).key();

    assertThat(same.description()).isEqualTo("Sourced candidates");
    assertThat(same.labels()).containsExactly(entry("team", "talent"));
    assertThat(same.environment()).isEqualTo("live");
    assertThat(other.description()).isEqualTo("Other");
  }

  @Test
  void overlap_startsAtTheAcknowledgementAndEndsToTheMillisecond() {
    IssuedKey successor = overlapping(HOUR);
    world.time.advance(Duration.ofMinutes(14));
    assertThat(world.info(original.id()).endsAt()).isEmpty();
    Held held = world.acknowledged(successor);
    Instant end = world.time.now().plus(HOUR);

    assertThat(world.info(original.id()).overlapEndsAt()).contains(end);
    assertThat(world.lastEvent().type()).isEqualTo("key_overlap_started");
    assertThat(world.lastEvent().details()).containsEntry("ends_at", end.toString());
    world.time.advance(HOUR.minus(World.BLINK));
    assertThat(world.verdict(original.text())).isEqualTo("ACCEPTED");
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
    world.time.advance(World.BLINK);
    assertThat(world.verdict(original.text())).isEqualTo("KEY_REPLACED");
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void overlap_ofNothing_endsTheOriginalAtTheAcknowledgement() {
    IssuedKey successor = overlapping(Duration.ZERO);
    assertThat(world.verdict(original.text())).isEqualTo("ACCEPTED");

    world.acknowledge(successor);

    assertThat(world.verdict(original.text())).isEqualTo("KEY_REPLACED");
  }

  @Test
  void overlap_outOfRange_isRefused() {
    for (Duration overlap :
        new Duration[] {Duration.ofMillis(-1), Duration.ofDays(366).plusNanos(1)}) {
      assertThat(Refusals.violations(() -> overlapping(overlap)))
          .containsExactly("overlap: must be zero to 366 days");
    }
    assertThat(overlapping(Duration.ofDays(366)).readable()).isTrue();
  }

  @Test
  void untilRevoked_leavesBothUntilSomebodyRevokesTheOriginal() {
    Held successor = world.acknowledged(world.replace(Replacement.untilRevoked(original.id())));

    world.time.advance(Duration.ofDays(10_000));
    assertThat(world.verdict(original.text())).isEqualTo("ACCEPTED");
    world.revoke(original.id());
    assertThat(world.verdict(original.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.verdict(successor.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void now_revokesTheOriginalBeforeTheSuccessorIsLive() {
    IssuedKey successor = world.replace(Replacement.now(original.id()));
    Held held = Held.of(successor);

    assertThat(world.verdict(original.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.verdict(held.text())).isEqualTo("KEY_PENDING");
    assertThat(world.info(original.id()).endReason()).contains("replaced");
    assertThat(world.info(original.id()).successor()).contains(successor.id());
    world.acknowledge(successor);
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
    assertThat(world.verdict(original.text())).isEqualTo("KEY_REVOKED");
  }

  @Test
  void overlap_neverOutlivesTheOriginalsOwnExpiry() {
    Held dying = world.active(World.request().expiresAfter(HOUR));
    Instant expiry = world.time.now().plus(HOUR);
    world.acknowledge(world.replace(Replacement.overlapping(dying.id(), Duration.ofDays(1))));

    assertThat(world.info(dying.id()).endsAt()).contains(expiry);
    world.time.advance(HOUR);
    assertThat(world.verdict(dying.text())).isEqualTo("KEY_EXPIRED");
  }

  @Test
  void expiry_setLater_doesNotLengthenTheOverlap() {
    world.acknowledge(overlapping(HOUR));
    Instant end = world.time.now().plus(HOUR);

    KeyInfo later =
        world.issuer().changeExpiry(ADMIN, original.id(), end.plus(Duration.ofDays(30)));
    KeyInfo never = world.issuer().changeExpiry(ADMIN, original.id(), null);
    KeyInfo earlier = world.issuer().changeExpiry(ADMIN, original.id(), end.minusSeconds(60));

    assertThat(later.endsAt()).contains(end);
    assertThat(never.endsAt()).contains(end);
    assertThat(earlier.endsAt()).contains(end.minusSeconds(60));
  }

  @Test
  void original_thatExpiresFirst_isNotRevivedByTheAcknowledgement() {
    Held dying = world.active(World.request().expiresAfter(Duration.ofMinutes(10)));
    IssuedKey successor =
        world.replace(Replacement.overlapping(dying.id(), Duration.ofDays(1)).neverExpires());
    world.time.advance(Duration.ofMinutes(10));

    Held held = world.acknowledged(successor);

    assertThat(world.verdict(dying.text())).isEqualTo("KEY_EXPIRED");
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
  }

  @Nested
  class WhenOneEndsFirst {

    @Test
    void successorAbandoned_theOriginalStaysAsItWas() {
      overlapping(HOUR);
      world.time.advance(World.DEADLINE);

      staysAsItWas();
    }

    @Test
    void successorRevokedWhilePending_theOriginalStaysAsItWas() {
      world.revoke(overlapping(HOUR).id());

      staysAsItWas();
    }

    @Test
    void successorRevokedInTheOverlap_theOriginalKeepsTheEndItHas() {
      IssuedKey successor = overlapping(HOUR);
      world.acknowledge(successor);
      world.revoke(successor.id());

      assertThat(world.info(original.id()).endsAt()).contains(world.time.now().plus(HOUR));
      IssuedKey second = overlapping(Duration.ofDays(1));
      world.acknowledge(second);
      assertThat(world.info(original.id()).endsAt())
          .as("a second overlap does not lengthen the first")
          .contains(world.time.now().plus(HOUR));
    }

    @Test
    void originalRevoked_theSuccessorGoesOn() {
      IssuedKey successor = overlapping(HOUR);
      world.revoke(original.id());

      Held held = world.acknowledged(successor);

      assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
      assertThat(world.verdict(original.text())).isEqualTo("KEY_REVOKED");
      assertThat(world.lastEvent().type()).isEqualTo("key_acknowledged");
    }

    private void staysAsItWas() {
      world.time.advance(Duration.ofDays(400));
      assertThat(world.verdict(original.text())).isEqualTo("ACCEPTED");
      assertThat(world.info(original.id()).endsAt()).isEmpty();
      assertThat(overlapping(HOUR).readable()).as("replaceable again").isTrue();
    }
  }

  @CanIgnoreReturnValue
  private IssuedKey overlapping(Duration overlap) {
    return world.replace(Replacement.overlapping(original.id(), overlap));
  }
}
