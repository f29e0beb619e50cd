package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chains that others write to while their rows are looked at. */
class BusyChainTest {

  private final SealWorld sealed = SealWorld.sealed();
  private final World world = sealed.world;
  private final AtomicInteger writes = new AtomicInteger();
  private final SealLab lab = new SealLab(sealed.between.store());

  @AfterEach
  void close() {
    sealed.between.meddler(null);
    sealed.close();
  }

  /** Somebody writes after each call of some methods that another one makes. */
  private void busy(Runnable write, String... methods) {
    List<String> names = List.of(methods);
    AtomicBoolean writing = new AtomicBoolean();
    Thread looking = Thread.currentThread();
    sealed.between.meddler(
        call -> {
          Object answer = call.proceed();
          if (Thread.currentThread() == looking
              && names.contains(call.name())
              && writing.compareAndSet(false, true)) {
            write.run();
            writing.set(false);
          }
          return answer;
        });
  }

  private Runnable describes(Held key) {
    return () ->
        assertThat(
                world
                    .issuer()
                    .changeDescription(ADMIN, key.id(), "d" + writes.incrementAndGet())
                    .id())
            .isEqualTo(key.id());
  }

  private void updateNorthwind() {
    String name = "Northwind " + writes.incrementAndGet();
    assertThat(world.partners().update(HOST, NORTHWIND, edit -> edit.displayName(name)).id())
        .isEqualTo(NORTHWIND);
  }

  private void running() {
    lab.index.freshAsOf(0, 0);
  }

  @Test
  void account_thatIsWrittenToWheneverItIsListed_isSettled() {
    Held key = world.active();
    running();
    lab.watch.broken(GLOBEX.value(), "was found broken before");
    busy(describes(key), "listKeys");

    lab.recheck(GLOBEX.value());

    assertThat(lab.watch.brokenChains()).isEmpty();
    assertThat(lab.watch.takeSuspects()).isEmpty();
    assertThat(writes).hasPositiveValue();
  }

  @Test
  void host_thatIsWrittenToWheneverItIsListed_isSettled() {
    running();
    lab.watch.broken(AuditChain.HOST, "was found broken before");
    busy(this::updateNorthwind, "load", "owners");

    lab.recheck(AuditChain.HOST);

    assertThat(lab.watch.brokenChains()).isEmpty();
    assertThat(lab.watch.takeSuspects()).isEmpty();
  }

  @Test
  void host_isLookedAtWithoutReadingKeys() {
    world.active();
    sealed.between.forgetCalls();

    lab.recheck(AuditChain.HOST);

    assertThat(sealed.between.calls()).contains("owners").doesNotContain("load", "listKeys");
    assertThat(lab.watch.brokenChains()).isEmpty();
  }

  /** Its rows and seals are not of one state, and it must not need a quiet minute to start. */
  @Test
  void processThatStartsAmongWrites_isReady() {
    Held key = world.active();
    String newest = sealed.attacked.store().chainSeal(GLOBEX.value()).orElseThrow();
    AtomicBoolean loaded = new AtomicBoolean();
    sealed.attacked.putChainSeal(GLOBEX.value(), null);
    Runnable write = describes(key);
    sealed.between.meddler(
        call -> {
          if (call.name().equals("chainSeal") && !loaded.getAndSet(true)) {
            sealed.attacked.putChainSeal(GLOBEX.value(), newest);
          }
          Object answer = call.proceed();
          if (call.name().equals("listKeys")) {
            write.run();
          }
          return answer;
        });

    Latchkey fresh = sealed.fresh();

    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
    assertThat(fresh.health().brokenSeals()).isZero();
    assertThat(writes).hasPositiveValue();
  }

  @Test
  void rowThatWasTakenAway_isFoundAmongWrites() {
    Held key = world.active();
    sealed.attacked.deleteKey(world.active().id().value());
    running();
    busy(describes(key), "listKeys");

    lab.recheck(GLOBEX.value());

    assertThat(lab.watch.isBroken(GLOBEX.value())).isTrue();
    assertThat(lab.watch.takeSuspects()).isEmpty();
  }

  /** Its keys are removed without being counted out, and that is no attack. */
  @Test
  void accountThatIsErasedWhileItIsLookedAt_isNotBroken() {
    world.active();
    running();
    AtomicBoolean erased = new AtomicBoolean();
    sealed.between.meddler(
        call -> {
          if (call.name().equals("listKeys") && !erased.getAndSet(true)) {
            assertThat(world.latchkey.accounts().erase(HOST, GLOBEX).keysRemoved()).isEqualTo(1);
          }
          return call.proceed();
        });

    lab.recheck(GLOBEX.value());

    assertThat(erased).isTrue();
    assertThat(lab.watch.brokenChains()).isEmpty();
  }

  @Test
  void rowsThatComeAndGoMeanwhile_areCountedAsTheyStand() {
    Held key = world.active();
    Held old = world.active();
    world.revoke(old.id());
    world.time.advance(Duration.ofDays(400));
    running();
    busy(
        () -> {
          world.pending();
          assertThat(world.issuer().purge(HOST, world.time.now(), 10)).isBetween(0, 1);
          describes(key).run();
        },
        "findAccount");

    lab.recheck(GLOBEX.value());

    assertThat(lab.watch.brokenChains()).isEmpty();
    assertThat(lab.watch.takeSuspects()).isEmpty();
  }

  @Test
  void feedThatWasTrimmedMeanwhile_makesTheRowsBeListedAgain() {
    Held key = world.active();
    running();
    AtomicInteger listed = new AtomicInteger();
    AtomicBoolean trimmed = new AtomicBoolean();
    Runnable write = describes(key);
    Thread looking = Thread.currentThread();
    sealed.between.meddler(
        call -> {
          Object answer = call.proceed();
          if (Thread.currentThread() != looking) {
            return answer;
          }
          if (call.name().equals("listKeys")) {
            if (listed.incrementAndGet() == 1) {
              write.run();
            }
          } else if (call.name().equals("changes")
              && listed.get() == 2
              && !trimmed.getAndSet(true)) {
            FeedPage page = (FeedPage) answer;
            return new FeedPage(page.position(), page.position().number() + 1, List.of());
          }
          return answer;
        });

    lab.recheck(GLOBEX.value());

    assertThat(trimmed).isTrue();
    assertThat(listed).hasValue(3);
    assertThat(lab.watch.brokenChains()).isEmpty();
    assertThat(lab.watch.takeSuspects()).isEmpty();
  }

  /**
   * A chain that never keeps still is no broken one: nothing is known, and it is looked at again.
   */
  @Test
  void chainThatNeverKeepsStill_isSuspectedAndNotBroken() {
    Held key = world.active();
    running();
    busy(describes(key), "chainSeal", "changes");

    lab.recheck(GLOBEX.value());

    assertThat(lab.watch.isBroken(GLOBEX.value())).isFalse();
    assertThat(lab.watch.takeSuspects()).containsExactly(GLOBEX.value());
  }

  @Test
  void chainThatNeverKeepsStill_makesAFirstLoadFail() {
    Held key = world.active();
    busy(describes(key), "chainSeal", "changes");

    assertThat(
            Refusals.thrown(
                    StoreException.class,
                    () -> {
                      lab.recheck(GLOBEX.value());
                      return true;
                    })
                .kind())
        .isEqualTo(StoreException.Kind.CONTENTION);
  }
}
