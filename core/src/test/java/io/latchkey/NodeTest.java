package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process over a store that is somewhere else: from its start to its end, in good days and bad.
 */
class NodeTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final KeyStore shared = HonestStore.create();
  private final InterceptedStore remote = InterceptedStore.remote(shared);
  private World world;

  @AfterEach
  void close() {
    world.close();
  }

  private void started() throws InterruptedException {
    world = World.on(remote.store(), builder -> {});
    assertThat(world.latchkey.awaitReady(LONG)).isTrue();
  }

  @Test
  void node_beforeItsLoad_managesAndDoesNotVerify() throws InterruptedException {
    remote.down("load");
    world = World.on(remote.store(), builder -> {});
    Held key = world.active();

    assertThat(world.verdict(key.text())).isEqualTo("NOT_READY");
    assertThat(world.latchkey.health().status()).isEqualTo(Health.Status.LOADING);
    assertThat(world.latchkey.health().ready()).isFalse();
    assertThat(world.latchkey.health().feedAge()).isEmpty();
    assertThat(world.latchkey.awaitReady(Duration.ofMillis(1))).isFalse();

    remote.meddler(null);
    assertThat(world.latchkey.awaitReady(LONG)).isTrue();
    await().until(() -> world.verdict(key.text()).equals("ACCEPTED"));
    assertThat(world.latchkey.health().status()).isEqualTo(Health.Status.READY);
    assertThat(world.latchkey.health().keys()).isEqualTo(1);
    assertThat(world.latchkey.health().notified()).isFalse();
    assertThat(world.latchkey.health().feedAge()).contains(Duration.ZERO);
  }

  /** The answer to its commit was lost, and the feed does not bring it either. */
  @Test
  void change_foundToBeMadeAlready_isHonouredAtOnceThoughTheFeedCantBeRead()
      throws InterruptedException {
    started();
    Held key = world.active();
    remote.meddler(
        each -> {
          if (each.name().equals("changes") || each.name().equals("load")) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
          }
          Object answer = each.proceed();
          if (each.name().equals("commit")) {
            throw new StoreException(StoreException.Kind.OUTCOME_UNKNOWN, "reset", null);
          }
          return answer;
        });
    Refusals.thrown(StoreUnavailableException.class, () -> world.disable(key.id()));
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");

    assertThat(world.disable(key.id()).state()).isEqualTo(KeyState.DISABLED);

    assertThat(world.verdict(key.text())).isEqualTo("KEY_DISABLED");
  }

  @Test
  void changes_ofThisNode_areHonouredAtOnceThoughTheFeedCantBeRead() throws InterruptedException {
    started();
    remote.down("changes", "load");

    Held key = world.active();
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    world.disable(key.id());
    assertThat(world.verdict(key.text())).isEqualTo("KEY_DISABLED");
    world.enable(key.id());
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    world.partners().suspend(HOST, NORTHWIND);
    assertThat(world.verdict(key.text())).isEqualTo("PARTNER_SUSPENDED");
    world.partners().resume(HOST, NORTHWIND);
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    assertThat(world.verdict(key.text())).isEqualTo("ACCOUNT_STOPPED");
    world.latchkey.accounts().resume(HOST, GLOBEX);
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    world.revoke(key.id());
    assertThat(world.verdict(key.text())).isEqualTo("KEY_REVOKED");
    world.time.advance(World.BLINK);
    assertThat(world.issuer().purge(HOST, world.time.now(), 1)).isEqualTo(1);
    assertThat(world.verdict(key.text())).isEqualTo("KEY_UNKNOWN");
  }

  @Test
  void node_thatCantReadTheFeed_stopsAtTheBoundAndRecoversByItself() throws InterruptedException {
    started();
    Held key = world.active();
    remote.down("changes");
    world.time.advance(Duration.ofSeconds(5));
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");

    world.time.advance(World.BLINK);
    assertThat(world.verdict(key.text())).isEqualTo("STALE");
    assertThat(world.latchkey.health().status()).isEqualTo(Health.Status.STALE);
    assertThat(world.latchkey.health().feedAge()).contains(Duration.ofMillis(5_001));
    assertThat(world.info(key.id()).state()).as("management").isEqualTo(KeyState.ACTIVE);

    remote.meddler(null);
    await().until(() -> world.verdict(key.text()).equals("ACCEPTED"));
    assertThat(world.latchkey.health().ready()).isTrue();
  }

  @Test
  void changes_ofOtherNodes_comeWithTheFeed() throws InterruptedException {
    started();
    Latchkey other = world.otherNode();
    Held key = world.active();
    await().until(() -> World.verdict(other, key.text()).equals("ACCEPTED"));

    assertThat(
            other
                .issuer()
                .revoke(ADMIN, key.id(), Revocation.because(RevocationReason.LEAKED))
                .state())
        .isEqualTo(KeyState.REVOKED);

    await().until(() -> world.verdict(key.text()).equals("KEY_REVOKED"));
  }

  @Test
  void changes_ofOtherNodes_wakeThisOneIfTheStoreCan() throws InterruptedException {
    world = World.on(shared, NodeTest::pollsSeldom);
    assertThat(world.latchkey.awaitReady(LONG)).isTrue();
    Latchkey other = world.otherNode(shared, NodeTest::pollsSeldom);
    assertThat(other.awaitReady(LONG)).isTrue();
    Held key = world.active();
    await().until(() -> World.verdict(other, key.text()).equals("ACCEPTED"));

    world.revoke(key.id());

    await().until(() -> World.verdict(other, key.text()).equals("KEY_REVOKED"));
    assertThat(other.health().notified()).isTrue();
  }

  /** The wait was done between the polls: one that hung kept the node from ever polling again. */
  @Test
  void store_thatWaitsForEver_delaysNoPollAndDoesNotCountAsNotifying() throws InterruptedException {
    InterceptedStore waking = InterceptedStore.waking(shared);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger waits = new AtomicInteger();
    waking.meddler(
        call -> {
          if (call.name().equals("awaitChange") && waits.incrementAndGet() > 1) {
            never.await();
          }
          return call.proceed();
        });
    world = World.on(waking.store(), builder -> {});
    assertThat(world.latchkey.awaitReady(LONG)).isTrue();
    await().until(() -> waits.get() == 2);
    Held key = world.active();
    Latchkey other = world.otherNode(remote.store(), builder -> {});

    assertThat(
            other
                .issuer()
                .revoke(ADMIN, key.id(), Revocation.because(RevocationReason.LEAKED))
                .state())
        .isEqualTo(KeyState.REVOKED);

    await().until(() -> world.verdict(key.text()).equals("KEY_REVOKED"));
    await().until(() -> !world.latchkey.health().notified());
    assertThat(waits).hasValue(2);
    never.countDown();
    await().until(() -> world.latchkey.health().notified());
  }

  @Test
  void store_thatFailsToWait_isPolledAndSaidTo() throws InterruptedException {
    InterceptedStore waking = InterceptedStore.waking(shared);
    AtomicInteger waits = new AtomicInteger();
    waking.meddler(
        call -> {
          if (call.name().equals("awaitChange") && waits.incrementAndGet() > 1) {
            throw new NoClassDefFoundError("a driver without its dependencies");
          }
          return call.proceed();
        });
    world = World.on(waking.store(), builder -> {});
    assertThat(world.latchkey.awaitReady(LONG)).isTrue();
    await().until(() -> waits.get() >= 3);

    assertThat(world.latchkey.health().notified()).isFalse();
    Held key = world.active();
    Latchkey other = world.otherNode(remote.store(), builder -> {});
    assertThat(other.issuer().disable(ADMIN, key.id()).state()).isEqualTo(KeyState.DISABLED);
    await().until(() -> world.verdict(key.text()).equals("KEY_DISABLED"));

    waking.meddler(null);
    await().until(() -> world.latchkey.health().notified());
  }

  /** The housekeeper swept them up, and a store that hung in another chore kept it from that. */
  @Test
  void reveals_whoseTimeIsOver_areEndedThoughTheStoreHangs() {
    InterceptedStore staging = InterceptedStore.staging(shared);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    staging.meddler(
        call -> {
          if (call.name().equals("staged")) {
            hangs.countDown();
            never.await();
          }
          return call.proceed();
        });
    world = World.on(staging.store(), builder -> {});
    char[] memory = Inside.memory(world.pending());
    await().until(() -> hangs.getCount() == 0);

    world.time.advance(World.DEADLINE);

    await().untilAsserted(() -> assertThat(memory).containsOnly('\0'));
    never.countDown();
  }

  /** An interrupt that came when the task had just ended hit whatever its thread did next. */
  @Test
  void hostsThreads_areGivenBackWithoutAnInterrupt() throws InterruptedException {
    List<Lent> lent = new CopyOnWriteArrayList<>();
    world =
        World.on(
            shared,
            builder ->
                builder.executor(
                    task -> {
                      Lent thread = new Lent(task);
                      lent.add(thread);
                      thread.start();
                    }));
    assertThat(world.latchkey.awaitReady(LONG)).isTrue();
    await().until(() -> world.latchkey.health().notified());

    world.latchkey.close();

    for (Lent thread : lent) {
      thread.givenBack.countDown();
      thread.join();
    }
    assertThat(lent).isNotEmpty().noneMatch(thread -> thread.interruptedAfterwards);
  }

  /** A thread that, when it is interrupted, first lets its task end if that can end by itself. */
  private static final class Lent extends Thread {

    private final Runnable task;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch givenBack = new CountDownLatch(1);
    private volatile boolean interruptedAfterwards;

    private Lent(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      task.run();
      ended.countDown();
      try {
        givenBack.await();
      } catch (InterruptedException e) {
        interruptedAfterwards = true;
      }
    }

    @Override
    public void interrupt() {
      try {
        boolean unused = ended.await(500, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      super.interrupt();
    }
  }

  private static void pollsSeldom(Latchkey.Builder builder) {
    builder.maxStaleness(Duration.ofHours(1)).pollInterval(Duration.ofMinutes(20));
  }

  /** A record read before a change and handed over after it must not undo it. */
  @Test
  void changes_whileTheLoadRuns_areNotUndoneByIt() throws InterruptedException {
    AtomicReference<Held> key = new AtomicReference<>();
    AtomicReference<List<KeyRecord>> old = new AtomicReference<>();
    remote.down("load");
    world = World.on(remote.store(), builder -> {});
    key.set(world.active());
    remote.meddler(
        call -> {
          if (!call.name().equals("load")) {
            return call.proceed();
          }
          List<KeyRecord> read = new ArrayList<>();
          FeedPosition position = shared.load(keysTo(call.sink(), read));
          world.revoke(key.get().id());
          read.forEach(call.sink()::key);
          old.set(read);
          return position;
        });

    assertThat(world.latchkey.awaitReady(LONG)).isTrue();

    assertThat(old.get()).singleElement().extracting(KeyRecord::state).isEqualTo("active");
    assertThat(world.verdict(key.get().text())).isEqualTo("KEY_REVOKED");
  }

  /** Holds back the keys of a load. */
  private static RecordSink keysTo(RecordSink sink, List<KeyRecord> keys) {
    return new RecordSink() {
      @Override
      public void partner(PartnerRecord partner) {
        sink.partner(partner);
      }

      @Override
      public void account(AccountRecord account) {
        sink.account(account);
      }

      @Override
      public void key(KeyRecord key) {
        keys.add(key);
      }
    };
  }

  @Test
  void node_thatIsClosed_answersNotAvailableAndIsClosedOnce() throws InterruptedException {
    started();
    Held key = world.active();
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");

    world.latchkey.close();
    world.latchkey.close();

    assertThat(world.verdict(key.text())).isEqualTo("NOT_READY");
    assertThat(world.latchkey.health().status()).isEqualTo(Health.Status.CLOSED);
    assertThat(world.latchkey.health().ready()).isFalse();
    assertThat(shared.findKey("globex", key.id().value()).orElseThrow().lastUsedAt())
        .as("the last use was written")
        .contains(world.time.now());
    Refusals.thrown(IllegalStateException.class, world::pending);
  }

  @Test
  void lastUse_isWrittenWhenAskedForAndShownInTheList() throws InterruptedException {
    started();
    Held key = world.active();
    assertThat(world.info(key.id()).lastUsedAt()).isEmpty();
    world.time.advance(Duration.ofSeconds(4));
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.health().usesWaiting()).isEqualTo(1);

    assertThat(world.latchkey.flushUses()).isEqualTo(1);

    assertThat(world.info(key.id()).lastUsedAt())
        .as("to the minute")
        .contains(world.time.now().minusSeconds(4));
    assertThat(world.latchkey.flushUses()).isZero();
    assertThat(world.latchkey.health().usesWaiting()).isZero();
  }
}
