package io.latchkey.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Conditions on what code touches: calls, fields, method references. */
final class Accesses {

  private Accesses() {}

  /** A condition that each access which matches breaks. */
  static ArchCondition<JavaClass> avoid(String what, Predicate<JavaAccess<?>> forbidden) {
    return new ArchCondition<>("avoid " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          boolean broken = forbidden.test(access);
          events.add(new SimpleConditionEvent(access, !broken, access.getDescription()));
        }
      }
    };
  }

  /** Tells whether a target is a member of a class, whichever subclass is named in the call. */
  static boolean isMember(JavaAccess<?> access, String owner, Set<String> names) {
    AccessTarget target = access.getTarget();
    return names.contains(target.getName()) && target.getOwner().isAssignableTo(owner);
  }

  /** The same for several classes. */
  static boolean isMember(JavaAccess<?> access, Map<String, Set<String>> names) {
    return names.entrySet().stream()
        .anyMatch(entry -> isMember(access, entry.getKey(), entry.getValue()));
  }

  /** Tells whether an access comes from a class, or one nested in it. */
  static boolean isFrom(JavaAccess<?> access, String className) {
    String origin = access.getOriginOwner().getName();
    return origin.equals(className) || origin.startsWith(className + "$");
  }
}
