package io.latchkey.secrecy;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store that can be made to fail, and that says in its messages what it was given, as authors of
 * stores do. It notes the digest of every key that it is asked to write.
 */
final class FaultyStore {

  private final KeyStore store;
  private final Canary digests;
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
  private volatile String detail = "";

  FaultyStore(KeyStore store, Canary digests) {
    this.store = store;
    this.digests = digests;
  }

  /** How to fail. */
  enum Fault {
    NONE,
    UNAVAILABLE,
    OUTCOME_UNKNOWN,
    CORRUPT,
    BUG
  }

  void fail(Fault next) {
    fault.set(next);
  }

  KeyStore asKeyStore() {
    return (KeyStore)
        Proxy.newProxyInstance(
            KeyStore.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("capabilities")) {
      return Set.of(KeySource.Capability.LOCAL, KeySource.Capability.STAGES);
    }
    if (arguments != null && arguments.length > 0 && arguments[0] instanceof Commit commit) {
      note(commit);
    }
    Fault now = fault.get();
    String message = "failed to " + method.getName() + " " + Arrays.toString(arguments);
    switch (now) {
      case NONE -> {
        return forward(method, arguments);
      }
      case OUTCOME_UNKNOWN -> {
        // The commit is made, its answer lost.
        forward(method, arguments);
        throw new StoreException(StoreException.Kind.OUTCOME_UNKNOWN, message, cause(message));
      }
      case BUG -> throw new IllegalStateException(message, cause(message));
      default ->
          throw new StoreException(
              StoreException.Kind.valueOf(now.name()), message, cause(message));
    }
  }

  private synchronized void note(Commit commit) {
    commit.keyInserts().forEach(key -> digests.addDigest(key.record().digest()));
    commit.keyUpdates().forEach(key -> digests.addDigest(key.record().digest()));
    detail = commit.keyInserts() + " " + commit.keyUpdates() + " " + commit.idempotency();
  }

  private Exception cause(String message) {
    return new IOException(message + ": " + detail);
  }

  private Object forward(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
