package io.latchkey;

import static io.latchkey.FollowerLab.MAX_STALENESS;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.BLINK;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.StoreException;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A feed with more to read than a page, or with less than a reader needs. */
class FeedPagesTest {

  private final FollowerLab lab = new FollowerLab();
  private final World world = lab.world;
  private final Held key = world.active();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void moreChangesThanAPage_areReadInOnePoll() {
    polled();
    for (int i = 0; i < 2_100; i++) {
      describe("Description " + i);
    }
    world.revoke(key.id());
    lab.source.forgetCalls();

    polled();

    assertThat(lab.verdict(key)).isEqualTo("KEY_REVOKED");
    assertThat(lab.source.calls()).containsExactly("changes", "changes", "changes");
  }

  @Test
  void pages_thatStopInTheMiddle_countAsSeenButNotAsFresh() {
    polled();
    long before = lab.follower.number();
    for (int i = 0; i < 1_500; i++) {
      describe("Description " + i);
    }
    AtomicInteger pages = new AtomicInteger();
    lab.source.meddler(
        call -> {
          if (call.name().equals("changes") && pages.getAndIncrement() == 1) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
          }
          return call.proceed();
        });
    lab.time.advance(MAX_STALENESS);

    assertThat(lab.follower.poll()).isFalse();

    assertThat(lab.follower.number()).isEqualTo(before + 1_000);
    lab.time.advance(BLINK);
    assertThat(lab.verdict(key)).isEqualTo("STALE");
    polled();
    assertThat(lab.follower.number()).isEqualTo(before + 1_500);
  }

  @Test
  void reader_belowTheLowWaterMark_loadsAgain() {
    polled();
    Held purged = world.active();
    polled();
    world.revoke(key.id());
    world.revoke(purged.id());
    lab.time.advance(BLINK);
    assertThat(world.issuer().purge(HOST, lab.time.now(), 10)).isEqualTo(2);
    Held fresh = world.active();
    long newest = world.stored().feed().number();
    assertThat(world.store.trim(new Trim(newest, Instant.EPOCH, 10_000))).isPositive();
    lab.source.forgetCalls();

    polled();

    assertThat(lab.source.calls()).containsExactly("changes", "load", "changes");
    assertThat(lab.verdict(key)).isEqualTo("KEY_UNKNOWN");
    assertThat(lab.verdict(purged)).isEqualTo("KEY_UNKNOWN");
    assertThat(lab.verdict(fresh)).isEqualTo("ACCEPTED");
    assertThat(lab.follower.number()).isEqualTo(newest);
    assertThat(lab.follower.regressed()).isFalse();
  }

  private void describe(String text) {
    assertThat(world.issuer().changeDescription(ADMIN, key.id(), text).description())
        .isEqualTo(text);
  }

  private void polled() {
    assertThat(lab.follower.poll()).isTrue();
  }
}
