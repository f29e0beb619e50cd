package io.latchkey;

import io.latchkey.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A node that reads the feed when the test says so and at no other time, beside another one that
 * manages the keys.
 */
final class FollowerLab implements AutoCloseable {

  static final Duration MAX_STALENESS = Duration.ofSeconds(5);

  /** The node that manages. */
  final World world;

  /** What the node that follows reads. */
  final InterceptedStore source;

  final ManualTime time;
  final VerdictClock clock;
  final VerificationIndex index;
  final OpenReveals reveals;
  final FeedFollower follower;
  final List<Long> followed = new ArrayList<>();
  private final VerifierEngine verifier;

  FollowerLab() {
    world = World.create();
    time = world.time;
    source = InterceptedStore.remote(world.store);
    VerifierSettings settings =
        new VerifierSettings(
            Set.of("acme"),
            Set.of("live"),
            Map.of("candidate_ingestion", CandidateIngestion.CANDIDATE_INGESTION),
            MAX_STALENESS);
    LatchkeyMetrics metrics =
        new LatchkeyMetrics() {
          @Override
          public void feedFollowed(long number, long ageMillis) {
            followed.add(number);
          }
        };
    clock = new VerdictClock(time);
    index = new VerificationIndex(settings);
    reveals = new OpenReveals(clock, index);
    follower =
        new FeedFollower(
            source.store(), index, reveals, clock, metrics, new AtomicLong(), OpenGate.INSTANCE);
    verifier = new VerifierEngine(index, settings, clock, metrics, null);
  }

  String verdict(Held key) {
    return verifier.verify(key.text()).fold(accepted -> "ACCEPTED", no -> no.reason().name());
  }

  @Override
  public void close() {
    world.close();
  }
}
