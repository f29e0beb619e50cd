package io.latchkey;

import static io.latchkey.FollowerLab.MAX_STALENESS;
import static io.latchkey.World.BLINK;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contract.Records;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Following the feed of a store that is somewhere else: what is seen when, and how long it holds.
 */
class FeedFollowerTest {

  private final FollowerLab lab = new FollowerLab();
  private final World world = lab.world;
  private final Held key = world.active();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void beforeTheLoad_nothingCanBeVerified() {
    assertThat(lab.verdict(key)).isEqualTo("NOT_READY");
    assertThat(lab.follower.loaded()).isFalse();
    assertThat(lab.follower.age()).isEmpty();
    assertThat(lab.follower.number()).isZero();
  }

  @Test
  void poll_loadsOnceAndThenReadsWhatIsNew() {
    polled();
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
    world.disable(key.id());
    Held later = world.active();
    assertThat(lab.verdict(key)).as("not read yet").isEqualTo("ACCEPTED");

    polled();

    assertThat(lab.verdict(key)).isEqualTo("KEY_DISABLED");
    assertThat(lab.verdict(later)).isEqualTo("ACCEPTED");
    assertThat(lab.source.calls()).containsOnlyOnce("load");
    assertThat(lab.follower.number()).isEqualTo(world.stored().feed().number());
    assertThat(lab.followed).last().isEqualTo(lab.follower.number());
  }

  @Test
  void poll_bringsPartnersAndAccounts() {
    polled();
    world.partners().suspend(HOST, NORTHWIND);
    polled();
    assertThat(lab.verdict(key)).isEqualTo("PARTNER_SUSPENDED");
    world.partners().resume(HOST, NORTHWIND);
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    polled();
    assertThat(lab.verdict(key)).isEqualTo("ACCOUNT_STOPPED");
    world.latchkey.accounts().resume(HOST, GLOBEX);
    polled();
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
  }

  @Test
  void poll_bringsRemovals() {
    polled();
    world.revoke(key.id());
    lab.time.advance(BLINK);
    assertThat(world.issuer().purge(HOST, lab.time.now(), 10)).isEqualTo(1);

    polled();

    assertThat(lab.verdict(key)).isEqualTo("KEY_UNKNOWN");
    assertThat(lab.index.size()).isZero();
  }

  @Test
  void silence_beyondTheBound_isNotAvailableAndEndsWithTheNextPoll() {
    polled();
    lab.time.advance(MAX_STALENESS);
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
    lab.time.advance(BLINK);
    assertThat(lab.verdict(key)).isEqualTo("STALE");
    assertThat(lab.follower.age()).contains(MAX_STALENESS.plus(BLINK));

    polled();
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
  }

  @Test
  void silence_byEitherClockAlone_counts() {
    polled();
    lab.time.stepWall(MAX_STALENESS.plus(BLINK));
    assertThat(lab.verdict(key)).as("by the wall clock").isEqualTo("STALE");
    polled();
    lab.time.advance(MAX_STALENESS.plus(BLINK));
    lab.time.stepWall(MAX_STALENESS.negated());
    assertThat(lab.verdict(key)).as("by the monotonic clock").isEqualTo("STALE");
  }

  /** The poll noted the wall clock as it was, and verdicts compared that with the highest seen. */
  @Test
  void wallClock_thatStepsBack_doesNotMakeWhatWasJustReadLookOld() {
    polled();
    lab.time.stepWall(Duration.ofHours(-1));
    for (int i = 0; i < 3; i++) {
      lab.time.advance(Duration.ofSeconds(1));
      polled();
      assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
      assertThat(lab.follower.age()).contains(Duration.ZERO);
    }
  }

  @Test
  void freshness_countsFromTheStartOfTheReadThatAnswered() {
    polled();
    slowly(Duration.ofSeconds(3));

    polled();

    lab.time.advance(Duration.ofSeconds(2));
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
    lab.time.advance(BLINK);
    assertThat(lab.verdict(key)).isEqualTo("STALE");
  }

  @Test
  void freshness_ofALoadCountsFromItsStartToo() {
    slowly(MAX_STALENESS.plus(BLINK));

    polled();

    assertThat(lab.follower.loaded()).isTrue();
    assertThat(lab.verdict(key)).isEqualTo("STALE");
  }

  @Test
  void store_thatFails_isToleratedWithinTheBoundAndRecoversByItself() {
    polled();
    world.disable(key.id());
    lab.source.down("changes");
    lab.time.advance(MAX_STALENESS);
    assertThat(lab.follower.poll()).isFalse();
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
    lab.time.advance(BLINK);
    assertThat(lab.follower.poll()).isFalse();
    assertThat(lab.verdict(key)).isEqualTo("STALE");

    lab.source.meddler(null);
    polled();
    assertThat(lab.verdict(key)).isEqualTo("KEY_DISABLED");
  }

  @Test
  void store_thatThrowsWhatItMustNot_isToleratedAsWell() {
    lab.source.failing(new IllegalStateException("broken driver"), "load", "changes");
    assertThat(lab.follower.poll()).isFalse();
    assertThat(lab.verdict(key)).isEqualTo("NOT_READY");
    lab.source.meddler(null);
    polled();
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
  }

  /** The removal of an id that no key can have stopped the node for ever: it asked the reveals. */
  @Test
  void poll_removalOfAnIdThatNoKeyCanHave_isPassedOver() {
    polled();
    Held other = world.active();
    firstChange(number -> new FeedChange.KeyRemoved(number, "x"));
    world.disable(key.id());

    polled();

    assertThat(lab.verdict(key)).isEqualTo("KEY_DISABLED");
    assertThat(lab.verdict(other)).isEqualTo("ACCEPTED");
    assertThat(lab.follower.number()).isEqualTo(world.stored().feed().number());
  }

  /** The same for a row under such an id, while a text can be read in this process. */
  @Test
  void poll_rowOfAnIdThatNoKeyCanHave_isPassedOver() {
    polled();
    GeneratedKey secret = new KeyGenerator(new SecureRandomBytes()).generate("acme_ci_live_");
    IssuedKey pending = world.pending();
    IssuedKey open =
        lab.reveals.openStaged(
            pending.key(), null, secret, world.row(pending.id()), pending.readableUntil());
    world.northwindAlsoViewsCandidates();
    firstChange(number -> new FeedChange.KeyChanged(number, Records.key("x").record()));
    world.disable(key.id());

    polled();

    assertThat(lab.verdict(key)).isEqualTo("KEY_DISABLED");
    assertThat(open.readable()).isTrue();
  }

  /** Puts another change in the place of the first of each page. */
  private void firstChange(LongFunction<FeedChange> other) {
    lab.source.meddler(
        call -> {
          if (!(call.proceed() instanceof FeedPage page) || page.changes().isEmpty()) {
            return call.proceed();
          }
          List<FeedChange> changes = new ArrayList<>(page.changes());
          changes.set(0, other.apply(changes.get(0).number()));
          return new FeedPage(page.position(), page.lowWater(), changes);
        });
  }

  @Test
  void store_thatThrowsAnError_isToleratedAsWell() {
    polled();
    lab.source.meddler(
        call -> {
          throw new NoClassDefFoundError("a driver without its dependencies");
        });
    assertThat(lab.follower.poll()).isFalse();
    lab.source.meddler(null);
    polled();
  }

  /** Otherwise the node would be ready by its own word and answer to nobody until the next poll. */
  @Test
  void load_longerThanTheBound_isFollowedByAReadAtOnce() {
    lab.source.meddler(
        call -> {
          if (call.name().equals("load")) {
            lab.time.advance(MAX_STALENESS.plus(BLINK));
          }
          return call.proceed();
        });

    polled();

    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
    assertThat(lab.source.calls()).containsExactly("load", "changes");
  }

  @Test
  void loadAndFeed_thatNeverAgree_areReadAgainAtTheNextPollOnly() {
    lab.source.meddler(
        call ->
            call.proceed() instanceof FeedPage page
                ? new FeedPage(page.position(), page.position().number() + 1, List.of())
                : call.proceed());

    polled();

    assertThat(lab.source.calls()).containsExactly("load", "changes", "load");
    assertThat(lab.verdict(key)).isEqualTo("ACCEPTED");
  }

  /** Both kept the node asking for ever, with nobody able to end it. */
  @Test
  void feed_thatDoesNotGoOn_isAFailure() {
    polled();
    for (List<FeedChange> none : List.of(List.<FeedChange>of(), List.of(old()))) {
      lab.source.forgetCalls();
      AtomicInteger asked = new AtomicInteger();
      lab.source.meddler(
          call -> {
            FeedPage page = (FeedPage) call.proceed();
            if (asked.incrementAndGet() > 100) {
              return page;
            }
            FeedPosition ahead =
                new FeedPosition(page.position().epoch(), page.position().number() + 1);
            return new FeedPage(ahead, 0, none);
          });

      assertThat(lab.follower.poll()).isFalse();
      assertThat(lab.source.calls()).containsExactly("changes");
    }
    lab.time.advance(MAX_STALENESS.plus(BLINK));
    assertThat(lab.verdict(key)).isEqualTo("STALE");
  }

  private FeedChange old() {
    return new FeedChange.KeyRemoved(lab.follower.number(), key.id().value());
  }

  @Test
  void stop_endsAPollThatWouldGoOnForEver() {
    polled();
    AtomicInteger asked = new AtomicInteger();
    lab.source.meddler(
        call -> {
          FeedPosition position = ((FeedPage) call.proceed()).position();
          long next = lab.follower.number() + 1;
          if (asked.incrementAndGet() == 3) {
            lab.follower.stop();
          }
          FeedChange change = new FeedChange.KeyRemoved(next, "0000000000000000");
          long ahead = asked.get() > 100 ? next : next + 1;
          return new FeedPage(new FeedPosition(position.epoch(), ahead), 0, List.of(change));
        });

    assertThat(lab.follower.poll()).isFalse();

    assertThat(asked).hasValue(3);
  }

  private void slowly(Duration duration) {
    lab.source.meddler(
        call -> {
          lab.time.advance(duration);
          return call.proceed();
        });
  }

  private void polled() {
    assertThat(lab.follower.poll()).isTrue();
  }
}
