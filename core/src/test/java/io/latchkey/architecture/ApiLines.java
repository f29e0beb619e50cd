package io.latchkey.architecture;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a type down as its callers see it: a line for the type, and one for each public or
 * protected member, with generics, exceptions, nullness and the values of constants.
 */
final class ApiLines {

  private ApiLines() {}

  /** Adds the lines of a type, none if callers can't see it. */
  static void add(Class<?> type, SortedSet<String> lines) {
    if (!isShown(type)) {
      return;
    }
    lines.add(name(type) + " " + header(type));
    for (Class<?> from = type; from != null; from = hiddenSuperclass(from)) {
      addMembers(type, from, lines);
    }
  }

  private static void addMembers(Class<?> type, Class<?> from, SortedSet<String> lines) {
    Arrays.stream(from.getDeclaredFields())
        .filter(field -> isShown(field.getModifiers(), type) && !field.isSynthetic())
        .forEach(field -> lines.add(line(type, field)));
    Arrays.stream(from.getDeclaredMethods())
        .filter(method -> isShown(method.getModifiers(), type) && !method.isSynthetic())
        .forEach(method -> lines.add(line(type, method)));
    if (from == type) {
      Arrays.stream(type.getDeclaredConstructors())
          .filter(constructor -> isShown(constructor.getModifiers(), type))
          .filter(constructor -> !constructor.isSynthetic())
          .forEach(constructor -> lines.add(line(type, constructor)));
    }
  }

  /** A superclass that callers can't see: its members appear as those of the type itself. */
  private static Class<?> hiddenSuperclass(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent != null && !isShown(parent) ? parent : null;
  }

  private static boolean isShown(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return isShown(type.getModifiers(), around == null ? type : around)
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (around == null || isShown(around));
  }

  /** Protected counts only where there can be subclasses. */
  private static boolean isShown(int modifiers, Class<?> owner) {
    return Modifier.isPublic(modifiers)
        || (Modifier.isProtected(modifiers) && !Modifier.isFinal(owner.getModifiers()));
  }

  private static String header(Class<?> type) {
    List<String> words = new ArrayList<>(modifiers(type));
    words.add(kind(type) + typeParameters(type.getTypeParameters()));
    if (extendsSomethingShown(type)) {
      addList(words, "extends", Stream.of(type.getAnnotatedSuperclass()));
    }
    addList(words, "implements", Arrays.stream(type.getAnnotatedInterfaces()));
    if (type.isSealed()) {
      words.add("permits");
      words.add(
          Arrays.stream(type.getPermittedSubclasses())
              .map(ApiLines::name)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return String.join(" ", words);
  }

  private static boolean extendsSomethingShown(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    boolean implied = type.isEnum() || type.isRecord() || parent == Object.class;
    return parent != null && !implied && isShown(parent);
  }

  private static boolean canBeExtended(Class<?> type) {
    return !Modifier.isFinal(type.getModifiers()) && !type.isEnum();
  }

  private static List<String> modifiers(Class<?> type) {
    List<String> words = new ArrayList<>();
    int modifiers = type.getModifiers();
    addIf(words, Modifier.isProtected(modifiers), "protected");
    addIf(words, Modifier.isAbstract(modifiers) && !type.isInterface(), "abstract");
    addIf(words, Modifier.isFinal(modifiers) && !type.isRecord() && !type.isEnum(), "final");
    addIf(words, type.isSealed(), "sealed");
    return words;
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isEnum()) {
      return "enum";
    }
    return type.isRecord() ? "record" : "class";
  }

  private static String line(Class<?> type, Field field) {
    String line =
        name(type)
            + "#"
            + field.getName()
            + " "
            + memberModifiers(field.getModifiers(), type)
            + (Modifier.isFinal(field.getModifiers()) ? "final " : "")
            + ApiTypes.text(field.getAnnotatedType());
    boolean constant = Modifier.isStatic(field.getModifiers()) && isConstant(field.getType());
    return constant ? line + " = " + value(field) : line;
  }

  /** A constant is copied into whatever is compiled against it, so its value is API. */
  private static boolean isConstant(Class<?> type) {
    return type.isPrimitive() || type == String.class;
  }

  private static Object value(Field constant) {
    try {
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(constant.toString(), e);
    }
  }

  private static String line(Class<?> type, Method method) {
    String body = method.isDefault() ? "default " : "";
    boolean sealed = Modifier.isFinal(method.getModifiers()) && canBeExtended(type);
    return name(type)
        + "#"
        + method.getName()
        + parameters(method)
        + " "
        + memberModifiers(method.getModifiers(), type)
        + (sealed ? "final " : body)
        + generics(method)
        + ApiTypes.text(method.getAnnotatedReturnType())
        + exceptions(method);
  }

  private static String line(Class<?> type, Constructor<?> constructor) {
    return name(type)
        + "#<init>"
        + parameters(constructor)
        + " "
        + memberModifiers(constructor.getModifiers(), type)
        + generics(constructor)
        + "constructor"
        + exceptions(constructor);
  }

  private static String memberModifiers(int modifiers, Class<?> type) {
    List<String> words = new ArrayList<>();
    addIf(words, Modifier.isProtected(modifiers), "protected");
    addIf(words, Modifier.isStatic(modifiers), "static");
    addIf(words, Modifier.isAbstract(modifiers) && !type.isInterface(), "abstract");
    return words.isEmpty() ? "" : String.join(" ", words) + " ";
  }

  private static String parameters(Executable executable) {
    String types =
        Arrays.stream(executable.getAnnotatedParameterTypes())
            .map(ApiTypes::text)
            .collect(Collectors.joining(", "));
    String written =
        executable.isVarArgs() ? types.substring(0, types.length() - "[]".length()) + "..." : types;
    return "(" + written + ")";
  }

  private static String generics(Executable executable) {
    String parameters = typeParameters(executable.getTypeParameters());
    return parameters.isEmpty() ? "" : parameters + " ";
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
        .map(variable -> variable.getName() + bounds(variable.getAnnotatedBounds()))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounds(AnnotatedType[] bounds) {
    List<String> texts = Arrays.stream(bounds).map(ApiTypes::text).toList();
    return texts.equals(List.of("java.lang.Object")) ? "" : " extends " + String.join(" & ", texts);
  }

  private static String exceptions(Executable executable) {
    List<String> words = new ArrayList<>();
    addList(words, " throws", Arrays.stream(executable.getAnnotatedExceptionTypes()));
    return String.join(" ", words);
  }

  private static void addList(List<String> words, String word, Stream<AnnotatedType> types) {
    String listed = types.map(ApiTypes::text).sorted().collect(Collectors.joining(", "));
    addIf(words, !listed.isEmpty(), word + " " + listed);
  }

  private static void addIf(List<String> words, boolean condition, String word) {
    if (condition) {
      words.add(word);
    }
  }

  private static String name(Class<?> type) {
    return type.getCanonicalName();
  }
}
