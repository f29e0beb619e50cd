package io.latchkey;

import static io.latchkey.Refusals.violations;
import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a key lives: what is asked for, what the host allows, and what counts if nothing is. */
class KeyTermTest {

  private static final Duration YEAR = Duration.ofDays(365);
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void term_notStated_isUnlimited() {
    assertThat(expiry(World.request())).isEmpty();
    assertThat(expiry(World.request().neverExpires())).isEmpty();
  }

  @Test
  void expiry_isRoundedDownToTheMillisecond() {
    Instant millis = now().plusSeconds(60);

    assertThat(expiry(World.request().expiresAt(millis.plusNanos(999_999)))).contains(millis);
    assertThat(expiry(World.request().expiresAfter(Duration.ofSeconds(60).plusNanos(999_999))))
        .contains(millis);
  }

  @Test
  void expiry_mustBeInTheFutureAfterRounding() {
    assertThat(violations(() -> world.create(World.request().expiresAt(now().plusNanos(999_999)))))
        .containsExactly("expiresAt: must be in the future");
    assertThat(expiry(World.request().expiresAt(now().plusMillis(1))))
        .contains(now().plusMillis(1));
  }

  @Test
  void expiry_farAhead_isHeldAtWhatEveryDatabaseCanHold() {
    assertThat(expiry(World.request().expiresAt(Instant.MAX))).contains(LATEST);
    assertThat(expiry(World.request().expiresAt(LATEST.plusNanos(1)))).contains(LATEST);
    assertThat(expiry(World.request().expiresAfter(Duration.ofSeconds(Long.MAX_VALUE))))
        .contains(LATEST);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -86_400, Long.MIN_VALUE})
  void term_thatIsNotPositive_isRefused(long seconds) {
    NewKey request = World.request().expiresAfter(Duration.ofSeconds(seconds));

    assertThat(violations(() -> world.create(request)))
        .containsExactly("expiresAt: must be in the future");
  }

  @Test
  void expiry_farBack_isRefused() {
    for (Instant past : new Instant[] {now(), now().minusMillis(1), Instant.EPOCH, Instant.MIN}) {
      assertThat(violations(() -> world.create(World.request().expiresAt(past))))
          .containsExactly("expiresAt: must be in the future");
    }
  }

  @Test
  void expiry_isExactToTheMillisecond() {
    Held key = world.active(World.request().expiresAfter(YEAR));

    world.time.advance(YEAR.minus(World.BLINK));
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    world.time.advance(World.BLINK);
    assertThat(world.verdict(key.text())).isEqualTo("KEY_EXPIRED");
    assertThat(world.state(key.id())).isEqualTo(KeyState.EXPIRED);
  }

  @Test
  void expiry_beforeTheDeadline_endsAPendingKeyAsAbandoned() {
    IssuedKey issued = world.create(World.request().expiresAfter(Duration.ofMinutes(5)));

    world.time.advance(Duration.ofMinutes(5));

    assertThat(world.state(issued.id())).isEqualTo(KeyState.ABANDONED);
    Refusals.refused(
        RefusalReason.ABANDONED, () -> world.issuer().acknowledge(ADMIN, issued.id(), 1));
  }

  @Nested
  class WithADefault {

    @Test
    void term_notStated_isTheDefault() {
      host(builder -> builder.defaultTerm(Duration.ofDays(90)));

      assertThat(expiry(World.request())).contains(now().plus(Duration.ofDays(90)));
      assertThat(expiry(World.request().neverExpires())).isEmpty();
      assertThat(expiry(World.request().expiresAfter(YEAR))).contains(now().plus(YEAR));
    }
  }

  @Nested
  class WithAMaximum {

    @Test
    void term_notStated_isTheMaximum() {
      host(builder -> builder.maxTerm(YEAR));

      assertThat(expiry(World.request())).contains(now().plus(YEAR));
    }

    @Test
    void term_notStated_isTheDefaultIfThereIsOne() {
      host(builder -> builder.maxTerm(YEAR).defaultTerm(Duration.ofDays(30)));

      assertThat(expiry(World.request())).contains(now().plus(Duration.ofDays(30)));
    }

    @Test
    void term_upToTheMaximum_isTaken() {
      host(builder -> builder.maxTerm(YEAR));

      assertThat(expiry(World.request().expiresAfter(YEAR))).contains(now().plus(YEAR));
      assertThat(expiry(World.request().expiresAt(now().plus(YEAR).plusNanos(999_999))))
          .contains(now().plus(YEAR));
    }

    @Test
    void term_beyondTheMaximum_isRefused() {
      host(builder -> builder.maxTerm(YEAR));
      NewKey beyond = World.request().expiresAfter(YEAR.plusMillis(1));

      assertThat(violations(() -> world.create(beyond)))
          .containsExactly("expiresAt: must be at most 365 days from now");
      assertThat(violations(() -> world.create(World.request().neverExpires())))
          .containsExactly("expiresAt: must be set: keys of this host live for at most 365 days");
    }
  }

  @Nested
  class ChangedLater {

    @Test
    void changeExpiry_movesTheEndBothWays() {
      Held key = world.active(World.request().expiresAfter(Duration.ofDays(30)));

      assertThat(change(key, now().plus(YEAR)).expiresAt()).contains(now().plus(YEAR));
      assertThat(change(key, now().plusMillis(2)).endsAt()).contains(now().plusMillis(2));
      assertThat(change(key, null).expiresAt()).isEmpty();
      world.time.advance(Duration.ofDays(1_000));
      assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    }

    @Test
    void changeExpiry_saysFromWhatToWhat() {
      Held key = world.active(World.request().expiresAfter(Duration.ofDays(1)));
      KeyInfo never = change(key, null);

      assertThat(never.endsAt()).isEmpty();
      assertThat(world.lastEvent().details())
          .containsEntry("from", "2030-01-02T00:00:00Z")
          .containsEntry("to", "never");
    }

    @Test
    void changeExpiry_toWhatItIs_writesNothing() {
      Held key = world.active(World.request().expiresAfter(YEAR));
      Stored before = world.stored();

      assertThat(change(key, now().plus(YEAR).plusNanos(1)).expiresAt()).contains(now().plus(YEAR));
      assertThat(world.stored()).isEqualTo(before);
    }

    @Test
    void changeExpiry_outOfRange_isRefused() {
      host(builder -> builder.maxTerm(YEAR));
      Held key = world.active();
      Stored before = world.stored();

      assertThat(violations(() -> change(key, now()))).hasSize(1);
      assertThat(violations(() -> change(key, now().plus(YEAR).plusMillis(1)))).hasSize(1);
      assertThat(violations(() -> change(key, null))).hasSize(1);
      assertThat(world.stored()).isEqualTo(before);
    }

    @Test
    void changeExpiry_isWithinTheMaximumCountedFromNow() {
      host(builder -> builder.maxTerm(YEAR));
      Held key = world.active();
      world.time.advance(Duration.ofDays(300));

      assertThat(change(key, now().plus(YEAR)).expiresAt()).contains(now().plus(YEAR));
    }

    @Test
    void changeExpiry_atTheVeryEnd_comesTooLate() {
      Held key = world.active(World.request().expiresAfter(YEAR));
      world.time.advance(YEAR);

      Refusals.refused(RefusalReason.KEY_ENDED, () -> change(key, now().plus(YEAR)));
      assertThat(world.verdict(key.text())).isEqualTo("KEY_EXPIRED");
    }

    @Test
    void changeExpiry_ofAPendingKey_doesNotMoveItsDeadline() {
      IssuedKey issued = world.pending();
      KeyInfo changed = world.issuer().changeExpiry(ADMIN, issued.id(), now().plus(YEAR));

      assertThat(changed.endsAt()).contains(now().plus(World.DEADLINE));
      assertThat(issued.readable()).isTrue();
      world.time.advance(World.DEADLINE);
      assertThat(world.state(issued.id())).isEqualTo(KeyState.ABANDONED);
    }

    private KeyInfo change(Held key, Instant expiresAt) {
      return world.issuer().changeExpiry(ADMIN, key.id(), expiresAt);
    }
  }

  private Optional<Instant> expiry(NewKey request) {
    return world.create(request).key().expiresAt();
  }

  private Instant now() {
    return world.time.now();
  }

  private void host(Consumer<Latchkey.Builder> settings) {
    world.close();
    world = World.create(settings);
  }
}
