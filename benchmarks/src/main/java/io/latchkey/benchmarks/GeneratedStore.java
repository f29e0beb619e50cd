package io.latchkey.benchmarks;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.RecordSink;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntFunction;

/**
 * A store whose load shows many more keys than it holds. Everything else goes to a real store: by a
 * proxy, so that what the SPI may gain goes there too.
 */
final class GeneratedStore {

  private final KeyStore real;
  private final int keys;
  private final IntFunction<KeyRecord> rows;

  private GeneratedStore(KeyStore real, int keys, IntFunction<KeyRecord> rows) {
    this.real = real;
    this.keys = keys;
    this.rows = rows;
  }

  /**
   * Puts keys in front of a store.
   *
   * @param real holds whatever is created, and follows
   * @param keys how many keys a load shows beside those of the real store
   * @param rows gives the row of a number below that
   */
  static KeyStore over(KeyStore real, int keys, IntFunction<KeyRecord> rows) {
    GeneratedStore store = new GeneratedStore(real, keys, rows);
    return (KeyStore)
        Proxy.newProxyInstance(
            KeyStore.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> store.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(real, arguments);
      if (method.getName().equals("load")) {
        RecordSink sink = (RecordSink) arguments[0];
        for (int i = 0; i < keys; i++) {
          sink.key(rows.apply(i));
        }
      }
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
