package io.latchkey.secrecy;

import io.latchkey.secrecy.Evidence.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks through objects, field by field, and notes what each says and what texts it keeps. */
final class Walk {

  /** The two fields that may hold what is looked for: a text while it can be read, a digest. */
  private static final Set<String> PERMITTED =
      Set.of(
          "io.latchkey.IssuedKey.text",
          "io.latchkey.spi.KeyRecord.digest",
          "io.latchkey.spi.KeyRecord$Builder.digest");

  private final Evidence evidence;
  private final Predicate<Class<?>> into;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Walk(Evidence evidence, Predicate<Class<?>> into) {
    this.evidence = evidence;
    this.into = into;
  }

  /** Walks through what a caller was given: public types and whatever they hold of them. */
  static void result(Evidence evidence, String where, Object result) {
    new Walk(evidence, type -> Modifier.isPublic(type.getModifiers()) || type.isRecord())
        .visit(where, result);
  }

  /** Walks through all that a store holds. */
  static void store(Evidence evidence, Object store) {
    new Walk(evidence, type -> true).visit("the store", store);
  }

  private void visit(String where, Object found) {
    if (found == null || !seen.add(found)) {
      return;
    }
    if (found instanceof CharSequence text) {
      evidence.add(Kind.KEPT, where, text.toString());
    } else if (found instanceof char[] text) {
      evidence.add(Kind.KEPT, where, new String(text));
    } else if (found instanceof byte[] bytes) {
      evidence.add(Kind.KEPT, where, new String(bytes, StandardCharsets.ISO_8859_1));
    } else if (found instanceof Object[] items) {
      visitAll(where, java.util.Arrays.asList(items));
    } else if (found instanceof Map<?, ?> map) {
      visitAll(where + " key", map.keySet());
      visitAll(where, map.values());
    } else if (found instanceof Iterable<?> items) {
      visitAll(where, items);
    } else if (found instanceof Optional<?> optional) {
      visit(where, optional.orElse(null));
    } else {
      visitObject(where, found);
    }
  }

  private void visitAll(String where, Iterable<?> items) {
    for (Object item : items) {
      visit(where + "[]", item);
    }
  }

  private void visitObject(String where, Object found) {
    evidence.add(Kind.SAID, where + ".toString()", found.toString());
    for (Class<?> type = found.getClass(); isOurs(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && into.test(type) && !isPermitted(field)) {
          visit(where + "." + field.getName(), value(field, found));
        }
      }
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type != null && type.getName().startsWith("io.latchkey.") && !type.isHidden();
  }

  private static boolean isPermitted(Field field) {
    return PERMITTED.contains(field.getDeclaringClass().getName() + "." + field.getName())
        || field.getType().isPrimitive();
  }

  private static Object value(Field field, Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.toString(), e);
    }
  }
}
