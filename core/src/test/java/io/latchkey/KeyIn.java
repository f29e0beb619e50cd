package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How to bring a key into each state, as a host would. */
enum KeyIn {
  PENDING(world -> Held.of(world.pending())),
  ACTIVE(World::active),
  DISABLED(
      world -> {
        Held key = world.active();
        world.disable(key.id());
        return key;
      }),
  REVOKED(
      world -> {
        Held key = world.active();
        world.revoke(key.id());
        return key;
      }),
  ABANDONED(
      world -> {
        Held key = Held.of(world.pending());
        world.time.advance(World.DEADLINE);
        return key;
      }),
  REPLACED(
      world -> {
        Held key = world.active();
        world.acknowledge(world.replace(Replacement.overlapping(key.id(), Duration.ofHours(1))));
        world.time.advance(Duration.ofHours(1));
        return key;
      }),
  EXPIRED(
      world -> {
        Held key = world.active(World.request().expiresAfter(Duration.ofHours(1)));
        world.time.advance(Duration.ofHours(1));
        return key;
      }),
  ABANDONED_AND_RECORDED(recorded(ABANDONED)),
  REPLACED_AND_RECORDED(recorded(REPLACED)),
  EXPIRED_AND_RECORDED(recorded(EXPIRED));

  private static final String RECORDED = "_AND_RECORDED";

  private final Way way;

  KeyIn(Way way) {
    this.way = way;
  }

  @Immutable
  private interface Way {
    Held to(World world);
  }

  private static Way recorded(KeyIn end) {
    return world -> {
      Held key = end.make(world);
      Inside.maintain(world.latchkey);
      return key;
    };
  }

  /** Every way into a state. */
  static List<KeyIn> state(String name) {
    return Stream.of(values())
        .filter(way -> way.state().name().toLowerCase(Locale.ROOT).equals(name))
        .toList();
  }

  @CanIgnoreReturnValue
  Held make(World world) {
    return way.to(world);
  }

  KeyState state() {
    return KeyState.valueOf(name().replace(RECORDED, ""));
  }

  /** Whether somebody has written down that time ended the key. */
  boolean recorded() {
    return name().endsWith(RECORDED);
  }
}
