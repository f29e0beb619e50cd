package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation with every call that it makes of the store failing in every way: it says what is
 * known, and either everything was done or nothing.
 */
class StoreFailureTest {

  /** An operation: what it needs is made first, and given as something that can be called. */
  private record Operation(String name, Function<World, Callable<?>> prepare) {}

  private static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (KeyOperation operation : KeyOperation.values()) {
      all.add(new Operation(operation.name(), world -> onAKey(world, operation)));
    }
    all.add(new Operation("CREATE", world -> world::pending));
    all.add(
        new Operation(
            "CREATE_ONCE", world -> () -> world.create(World.request().idempotencyKey("a"))));
    all.add(new Operation("RENEW", StoreFailureTest::renewal));
    all.add(
        new Operation(
            "REVOKE_ALL",
            world -> {
              world.active();
              return () -> world.issuer().revokeAll(ADMIN, NORTHWIND, lost());
            }));
    all.add(
        new Operation(
            "HOST_REVOKE_ALL",
            world -> {
              world.active();
              return () -> world.issuer().revokeAll(HOST, NORTHWIND, lost());
            }));
    all.add(
        new Operation(
            "REPORT_LEAK",
            world -> {
              Held key = world.active();
              return () -> world.issuer().reportLeak(HOST, key.text());
            }));
    all.add(
        new Operation(
            "PURGE",
            world -> {
              world.revoke(world.active().id());
              world.time.advance(World.BLINK);
              return () -> world.issuer().purge(HOST, world.time.now(), 10);
            }));
    all.add(new Operation("SUSPEND_ACCOUNT", world -> () -> suspended(world)));
    all.add(
        new Operation("SUSPEND_PARTNER", world -> () -> world.partners().suspend(HOST, NORTHWIND)));
    all.add(new Operation("MAINTAIN", StoreFailureTest::maintenance));
    return all;
  }

  private static Callable<?> onAKey(World world, KeyOperation operation) {
    KeyId id = operation == KeyOperation.ACKNOWLEDGE ? world.pending().id() : world.active().id();
    if (operation == KeyOperation.ENABLE) {
      world.disable(id);
    }
    world.northwindAlsoViewsCandidates();
    return () -> operation.on(world, id);
  }

  private static Callable<?> renewal(World world) {
    NewKey request = World.request().idempotencyKey("a");
    world.create(request).close();
    return () -> world.create(request);
  }

  private static Callable<?> maintenance(World world) {
    world.active(World.request().expiresAfter(Duration.ofHours(1)));
    world.time.advance(Duration.ofHours(1));
    return () -> {
      Inside.maintain(world.latchkey);
      return true;
    };
  }

  private static boolean suspended(World world) {
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    return true;
  }

  private static Revocation lost() {
    return Revocation.because(RevocationReason.LOST);
  }

  @TestFactory
  Stream<DynamicTest> operations_withEachCallOfTheStoreFailing_doAllOrNothing() {
    return operations().stream()
        .map(
            operation -> DynamicTest.dynamicTest(operation.name, () -> new Trial(operation).run()));
  }

  /** One operation, tried again and again. */
  private static final class Trial {

    private final Operation operation;
    private final List<String> calls;
    private final Shape done;

    private Trial(Operation operation) throws Exception {
      this.operation = operation;
      try (Try good = new Try(operation)) {
        FailingCall watcher = new FailingCall(-1, null);
        good.intercepted.meddler(watcher);
        assertThat(good.call.call()).isNotNull();
        good.intercepted.meddler(null);
        calls = watcher.seen();
        done = good.shape();
        assertThat(done).isNotEqualTo(good.before);
      }
      assertThat(calls).contains("commit");
    }

    private void run() {
      Try one = new Try(operation);
      for (int i = 0; i < calls.size(); i++) {
        for (StoreFailure failure : StoreFailure.values()) {
          boolean answerOfARead =
              failure == StoreFailure.ANSWER_LOST && !calls.get(i).equals("commit");
          if (!answerOfARead && check(one, i, failure)) {
            one.close();
            one = new Try(operation);
          }
        }
      }
      one.close();
    }

    /** Tells whether anything was changed, so that the world is used up. */
    private boolean check(Try one, int index, StoreFailure failure) {
      boolean commit = calls.get(index).equals("commit");
      one.intercepted.meddler(new FailingCall(index, failure));
      Throwable thrown = catchThrowable(one.call::call);
      one.intercepted.meddler(null);
      String what = calls.get(index) + " failing as " + failure;
      boolean changed =
          failure == StoreFailure.ANSWER_LOST
              || (commit && failure == StoreFailure.CONTENTION)
              || index > calls.indexOf("commit");
      assertThat(one.shape()).as(what).isEqualTo(changed ? done : one.before);
      assertThat(one.world.latchkey.audit().check(HOST).intact()).isTrue();
      if (failure == StoreFailure.CONTENTION && commit) {
        assertThat(thrown).as(what).isNull();
      } else {
        assertThat(thrown).as(what).isInstanceOf(expected(failure));
      }
      if (thrown instanceof StoreUnavailableException unavailable) {
        assertThat(unavailable.outcomeUnknown())
            .as(what)
            .isEqualTo(
                failure == StoreFailure.OUTCOME_UNKNOWN || failure == StoreFailure.ANSWER_LOST);
        assertThat(unavailable).hasCauseInstanceOf(StoreException.class);
      }
      return changed;
    }

    private static Class<? extends Throwable> expected(StoreFailure failure) {
      return switch (failure) {
        case CORRUPT -> UnreadableRecordException.class;
        case BROKEN -> IllegalStateException.class;
        default -> StoreUnavailableException.class;
      };
    }
  }

  /** A world in which the operation can be tried. */
  private static final class Try implements AutoCloseable {

    private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
    private final World world = World.on(intercepted.store(), builder -> {});
    private final Callable<?> call;
    private final Shape before;

    private Try(Operation operation) {
      call = operation.prepare.apply(world);
      before = shape();
    }

    private Shape shape() {
      return Shape.of(world);
    }

    @Override
    public void close() {
      world.close();
    }
  }
}
