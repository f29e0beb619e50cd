package io.latchkey.examples.quickstart;

import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A store behind a gate: while it is shut, nobody can follow the store, as when a line is down. */
final class GatedStore {

  private static final Set<String> GATED = Set.of("load", "changes");

  private final KeyStore behind;
  private volatile boolean shut = true;

  GatedStore(KeyStore behind) {
    this.behind = behind;
  }

  KeyStore store() {
    Class<?>[] type = {KeyStore.class};
    return (KeyStore) Proxy.newProxyInstance(KeyStore.class.getClassLoader(), type, this::call);
  }

  void open() {
    shut = false;
  }

  void shut() {
    shut = true;
  }

  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("capabilities")) {
      return Set.of();
    }
    if (shut && GATED.contains(method.getName())) {
      throw new StoreException(StoreException.Kind.UNAVAILABLE, "the line is down", null);
    }
    try {
      return method.invoke(behind, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
