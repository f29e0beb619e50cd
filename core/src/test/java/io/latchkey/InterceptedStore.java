package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store in whose calls a test can meddle: fail before them or after them, or let something else
 * happen first. Without a meddler it is the store behind it.
 */
final class InterceptedStore {

  private final KeyStore target;
  private final Set<KeySource.Capability> capabilities;
  private final AtomicReference<Meddler> meddler = new AtomicReference<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final KeyStore store;

  private InterceptedStore(KeyStore target, Set<KeySource.Capability> capabilities) {
    this.target = target;
    this.capabilities = Set.copyOf(capabilities);
    store =
        (KeyStore)
            Proxy.newProxyInstance(
                KeyStore.class.getClassLoader(),
                new Class<?>[] {KeyStore.class},
                (proxy, method, arguments) -> intercept(method, arguments));
  }

  /** A store that is like memory: the verifier may catch up with it in the middle of a request. */
  static InterceptedStore local(KeyStore target) {
    return new InterceptedStore(target, Set.of(KeySource.Capability.LOCAL));
  }

  /** The same for a host that stages keys in transactions of its own. */
  static InterceptedStore staging(KeyStore target) {
    return new InterceptedStore(
        target, Set.of(KeySource.Capability.LOCAL, KeySource.Capability.STAGES));
  }

  /** A store that is somewhere else and says that it can wake. */
  static InterceptedStore waking(KeyStore target) {
    return new InterceptedStore(target, Set.of(KeySource.Capability.WAKES));
  }

  /** A store that is somewhere else: the verifier lives from its own index alone. */
  static InterceptedStore remote(KeyStore target) {
    return new InterceptedStore(target, Set.of());
  }

  /** Decides about a call of the store: goes on with it, or does something else. */
  interface Meddler {
    Object around(Call call) throws Throwable;
  }

  KeyStore store() {
    return store;
  }

  /** From now on, this is asked about every call; null for nobody. */
  void meddler(Meddler next) {
    meddler.set(next);
  }

  /** Fails every call of some methods before the store sees it. */
  void failing(RuntimeException failure, String... methods) {
    List<String> names = List.of(methods);
    meddler(
        call -> {
          if (names.contains(call.name())) {
            throw failure;
          }
          return call.proceed();
        });
  }

  /** Every call of some methods fails as if the store could not be reached. */
  void down(String... methods) {
    failing(new StoreException(StoreException.Kind.UNAVAILABLE, "down", null), methods);
  }

  /** Runs something once, just before the next commit reaches the store. */
  void beforeNextCommit(Runnable intruder) {
    AtomicReference<Runnable> once = new AtomicReference<>(intruder);
    meddler(
        call -> {
          Runnable now = call.name().equals("commit") ? once.getAndSet(null) : null;
          if (now != null) {
            now.run();
          }
          return call.proceed();
        });
  }

  /** The names of the methods called since the last {@link #forgetCalls}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  void forgetCalls() {
    calls.clear();
  }

  private Object intercept(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("capabilities")) {
      return capabilities;
    }
    Call call = new Call(method, arguments);
    calls.add(call.name());
    Meddler now = meddler.get();
    return now == null ? call.proceed() : now.around(call);
  }

  /** One call of the store. */
  final class Call {

    private final Method method;
    private final Object[] arguments;

    private Call(Method method, Object[] arguments) {
      this.method = method;
      this.arguments = arguments;
    }

    String name() {
      return method.getName();
    }

    Object argument(int index) {
      return arguments[index];
    }

    /** What is to be committed, if this is a commit. */
    Commit commit() {
      return (Commit) arguments[0];
    }

    /** What takes the records, if this is a load. */
    RecordSink sink() {
      return (RecordSink) arguments[0];
    }

    Object proceed() throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
