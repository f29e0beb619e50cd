package io.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A static field is final, and what it refers to never changes. */
final class NeverChange extends ArchCondition<JavaField> {

  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "io.latchkey.internal.BuilderAccess.setter",
          "set once, by the builder's class; the way of the test artifact to a builder",
          "io.latchkey.ChecksumTables.CHANGES",
          "filled where it is made, and never handed out",
          "io.latchkey.ChecksumTables.VALUES",
          "filled where it is made, and never handed out",
          "io.latchkey.AuditLines.JSON",
          "configured where it is made and shared from then on, as its documentation asks",
          "io.latchkey.JsonTrees.FACTORY",
          "configured where it is made and shared from then on, as its documentation asks");

  private static final Set<String> IMMUTABLE =
      Set.of(
          "java.lang.String",
          "java.lang.invoke.VarHandle",
          "java.time.Duration",
          "java.time.Instant",
          "java.util.Comparator",
          "java.util.regex.Pattern",
          "com.fasterxml.jackson.databind.node.JsonNodeFactory",
          "org.slf4j.Logger");

  NeverChange() {
    super("be final and refer to what never changes");
  }

  @Override
  public void check(JavaField field, ConditionEvents events) {
    boolean right =
        EXCEPTIONS.containsKey(field.getOwner().getName() + "." + field.getName())
            || isSynthetic(field)
            || (isFinal(field) && holdsImmutable(field));
    events.add(new SimpleConditionEvent(field, right, field.getDescription()));
  }

  /** What the compiler makes for enums and switches. */
  private static boolean isSynthetic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean isFinal(JavaField field) {
    return field.getModifiers().contains(JavaModifier.FINAL);
  }

  private static boolean holdsImmutable(JavaField field) {
    JavaClass type = field.getRawType();
    return (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
        ? refersToImmutableCollection(field)
        : isImmutable(type);
  }

  private static boolean isImmutable(JavaClass type) {
    if (type.isPrimitive() || type.isEnum() || IMMUTABLE.contains(type.getName())) {
      return true;
    }
    if (type.isArray() || !type.getName().startsWith("io.latchkey")) {
      return false;
    }
    return type.getAllFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .allMatch(field -> isFinal(field) && !field.getRawType().isArray());
  }

  /** The declared type does not tell, so the object is looked at. */
  private static boolean refersToImmutableCollection(JavaField field) {
    try {
      java.lang.reflect.Field reflected = field.reflect();
      reflected.setAccessible(true);
      String name = reflected.get(null).getClass().getName();
      return name.startsWith("java.util.ImmutableCollections$")
          || name.startsWith("java.util.Collections$Unmodifiable");
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.getFullName(), e);
    }
  }
}
