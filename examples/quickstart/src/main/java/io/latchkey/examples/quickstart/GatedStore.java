package io.latchkey.examples.quickstart;

import io.latchkey.spi.KeyStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** A store behind a gate: while it is shut, whoever follows the store waits, as on a bad line. */
final class GatedStore {

  private static final Set<String> GATED = Set.of("load", "changes");

  private final KeyStore behind;
  private final Semaphore gate = new Semaphore(0);

  GatedStore(KeyStore behind) {
    this.behind = behind;
  }

  KeyStore store() {
    Class<?>[] type = {KeyStore.class};
    return (KeyStore) Proxy.newProxyInstance(KeyStore.class.getClassLoader(), type, this::call);
  }

  void open() {
    gate.release();
  }

  void shut() {
    gate.acquireUninterruptibly();
  }

  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("capabilities")) {
      return Set.of();
    }
    if (GATED.contains(method.getName())) {
      gate.acquireUninterruptibly();
      gate.release();
    }
    try {
      return method.invoke(behind, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
