package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * With {@link Latchkey.Builder#activateOnCreate} a key is live while its text can still be read.
 */
class RevealOfActiveKeysTest {

  private final World world = World.create(Latchkey.Builder::activateOnCreate);
  private final IssuedKey issued = world.pending();
  private final String text = issued.reveal();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void key_verifiesAtOnceAndCanStillBeRead() {
    assertThat(issued.key().state()).isEqualTo(KeyState.ACTIVE);
    assertThat(issued.key().pendingUntil()).isEmpty();
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
    assertThat(issued.readable()).isTrue();
  }

  @Test
  void acknowledge_endsTheRevealAndIsRecorded() {
    KeyInfo key = world.acknowledge(issued);

    assertThat(issued.readable()).isFalse();
    assertThat(key.acknowledgedAt()).contains(world.time.now());
    assertThat(world.eventTypes()).containsExactly("key_created", "key_acknowledged");
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
  }

  @Test
  void acknowledge_ofAKeyThatWasDisabledMeanwhile_leavesItDisabled() {
    world.disable(issued.id());

    assertThat(world.acknowledge(issued).state()).isEqualTo(KeyState.DISABLED);
    assertThat(world.verdict(text)).isEqualTo("KEY_DISABLED");
  }

  @Test
  void deadline_endsTheRevealAndNotTheKey() {
    world.time.advance(World.DEADLINE);

    assertThat(issued.readable()).isFalse();
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
    assertThat(world.acknowledge(issued).acknowledgedAt()).contains(world.time.now());
  }

  @Test
  void anyChange_endsTheReveal() {
    assertThat(world.issuer().changeDescription(ADMIN, issued.id(), "Other").description())
        .isEqualTo("Other");

    assertThat(issued.readable()).isFalse();
  }

  @Test
  void retry_whenTheRevealIsGone_isRefusedBecauseTheTextMayBeInUse() {
    NewKey request = World.request().idempotencyKey("form-1");
    IssuedKey first = world.create(request);

    assertThat(world.create(request)).isSameAs(first);
    first.close();
    Refusals.refused(RefusalReason.ALREADY_ISSUED, () -> world.create(request));
  }

  @Test
  void overlap_startsAtTheAcknowledgementAndNotBefore() {
    IssuedKey successor = world.replace(Replacement.overlapping(issued.id(), Duration.ofHours(1)));
    world.time.advance(Duration.ofHours(2));
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");

    world.acknowledge(successor);

    assertThat(world.info(issued.id()).endsAt())
        .contains(world.time.now().plus(Duration.ofHours(1)));
  }
}
