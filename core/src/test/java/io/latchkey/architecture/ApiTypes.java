package io.latchkey.architecture;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a type down with its arguments and its nullness, alike on every JDK. */
final class ApiTypes {

  private ApiTypes() {}

  static String text(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String mark = nullness(type);
      return text(array.getAnnotatedGenericComponentType())
          + (mark.isEmpty() ? "[]" : " " + mark + "[]");
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      Type raw = ((ParameterizedType) type.getType()).getRawType();
      return nullness(type)
          + name(raw)
          + Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
              .map(ApiTypes::text)
              .collect(Collectors.joining(", ", "<", ">"));
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return text(wildcard);
    }
    return nullness(type) + name(type.getType());
  }

  private static String text(AnnotatedWildcardType wildcard) {
    if (wildcard.getAnnotatedLowerBounds().length > 0) {
      return "? super " + text(wildcard.getAnnotatedLowerBounds()[0]);
    }
    String upper = text(wildcard.getAnnotatedUpperBounds()[0]);
    return upper.equals("java.lang.Object") ? "?" : "? extends " + upper;
  }

  private static String nullness(AnnotatedType type) {
    boolean nullable =
        Arrays.stream(type.getAnnotations())
            .anyMatch(mark -> mark.annotationType().getSimpleName().equals("Nullable"));
    return nullable ? "@Nullable " : "";
  }

  private static String name(Type type) {
    return type instanceof Class<?> plain ? plain.getCanonicalName() : type.getTypeName();
  }
}
