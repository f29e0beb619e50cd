package io.latchkey.secrecy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.latchkey.secrecy.Evidence.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Stands between a caller and the services, and keeps everything that they give or throw. */
final class Recorder {

  private static final List<ObjectMapper> MAPPERS =
      List.of(
          new ObjectMapper(),
          new ObjectMapper()
              .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
              .setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.ANY));

  private final Evidence evidence;
  private final Set<String> called = new ConcurrentSkipListSet<>();

  Recorder(Evidence evidence) {
    this.evidence = evidence;
  }

  /** A service whose every answer is kept. */
  <T> T watch(Class<T> type, T service) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              called.add(signature(type, method));
              return call(
                  type.getSimpleName() + "." + method.getName(), service, method, arguments);
            }));
  }

  /** A callback of the host that keeps what it is given, and then fails. */
  <T> T watchCallbacks(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              called.add(signature(type, method));
              String given = method.getName() + Arrays.toString(arguments);
              evidence.add(Kind.SAID, type.getSimpleName(), given);
              throw new IllegalStateException("the host failed at " + given);
            }));
  }

  private Object call(String where, Object service, Method method, Object[] arguments)
      throws Throwable {
    try {
      Object result = method.invoke(service, arguments);
      result(where, result);
      return result;
    } catch (InvocationTargetException e) {
      failure(where, e.getCause());
      throw e.getCause();
    }
  }

  /** The methods of a service that nobody called. */
  Set<String> uncalled(Class<?> type) {
    Set<String> all = new TreeSet<>();
    Arrays.stream(type.getMethods()).forEach(method -> all.add(signature(type, method)));
    all.removeAll(called);
    return all;
  }

  private static String signature(Class<?> type, Method method) {
    return type.getSimpleName()
        + "."
        + method.getName()
        + Arrays.toString(method.getParameterTypes());
  }

  /** Keeps what a result says, what it holds, and what serialisers make of it. */
  void result(String where, Object result) {
    if (result == null) {
      return;
    }
    evidence.add(Kind.SAID, where + ".toString()", result.toString());
    Walk.result(evidence, where, result);
    MAPPERS.forEach(mapper -> json(where, mapper, result));
    serialised(where, result);
  }

  private void json(String where, ObjectMapper mapper, Object result) {
    try {
      evidence.add(Kind.KEPT, where + " as JSON", mapper.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      evidence.add(Kind.SAID, where + " refused by Jackson", trace(e));
    }
  }

  private void serialised(String where, Object result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(result);
    } catch (IOException e) {
      evidence.add(Kind.SAID, where + " refused by serialisation", trace(e));
    }
    evidence.add(Kind.KEPT, where + " serialised", bytes.toString(StandardCharsets.ISO_8859_1));
  }

  /** Keeps an exception with its causes, what it holds, and its serialised form. */
  void failure(String where, Throwable failure) {
    evidence.add(Kind.SAID, where + " threw " + failure.getClass().getSimpleName(), trace(failure));
    for (Throwable part = failure; part != null; part = part.getCause()) {
      Walk.result(evidence, where + " threw", part);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    } catch (IOException e) {
      throw new AssertionError("exceptions can be serialised: " + failure, e);
    }
    evidence.add(
        Kind.SAID, where + " threw, serialised", bytes.toString(StandardCharsets.ISO_8859_1));
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
