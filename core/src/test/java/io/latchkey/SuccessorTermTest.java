package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a successor lives: stated, or a fresh full term, never what its original had left. */
class SuccessorTermTest {

  private static final Duration YEAR = Duration.ofDays(365);

  private World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void successor_livesAsLongAsTheOriginalWasMeantToCountedAfresh() {
    Held key = world.active(World.request().expiresAfter(YEAR));
    world.time.advance(Duration.ofDays(300));

    assertThat(replace(key.id()).key().expiresAt()).contains(world.time.now().plus(YEAR));
  }

  @Test
  void successor_ofAKeyWithoutExpiry_hasTheHostsDefault() {
    host(builder -> builder.defaultTerm(YEAR));
    Held key = world.active(World.request().neverExpires());

    assertThat(replace(key.id()).key().expiresAt()).contains(world.time.now().plus(YEAR));
  }

  @Test
  void successor_takesTheTermThatIsStated() {
    Held key = world.active(World.request().expiresAfter(YEAR));

    IssuedKey never = world.replace(Replacement.untilRevoked(key.id()).neverExpires());
    assertThat(never.key().expiresAt()).isEmpty();
    world.revoke(never.id());
    assertThat(
            world
                .replace(Replacement.untilRevoked(key.id()).expiresAfter(Duration.ofDays(1)))
                .key()
                .expiresAt())
        .contains(world.time.now().plus(Duration.ofDays(1)));
  }

  @Test
  void successor_staysWithinTheMaximumOfToday() {
    Held key = world.active(World.request().expiresAfter(YEAR));
    Latchkey stricter =
        world.otherNode(world.store, builder -> builder.maxTerm(Duration.ofDays(90)));

    IssuedKey successor = stricter.issuer().replace(ADMIN, Replacement.untilRevoked(key.id()));

    assertThat(successor.key().expiresAt()).contains(world.time.now().plus(Duration.ofDays(90)));
  }

  @Test
  void term_beyondTheMaximum_isRefused() {
    host(builder -> builder.maxTerm(YEAR));
    Held key = world.active();

    assertThat(
            Refusals.violations(
                () ->
                    world.replace(
                        Replacement.untilRevoked(key.id())
                            .expiresAfter(YEAR.plusMillis(1))
                            .description("\t"))))
        .containsExactly(
            "description: must not be blank", "expiresAt: must be at most 365 days from now");
  }

  private IssuedKey replace(KeyId id) {
    return world.replace(Replacement.untilRevoked(id));
  }

  private void host(Consumer<Latchkey.Builder> settings) {
    world.close();
    world = World.create(settings);
  }
}
