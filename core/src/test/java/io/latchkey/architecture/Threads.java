package io.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What makes something run beside its caller. */
final class Threads {

  private static final Map<String, Set<String>> STARTS =
      Map.of(
          "java.lang.Thread", Set.of("<init>", "start", "startVirtualThread"),
          "java.util.concurrent.Executor", Set.of("execute"),
          "java.util.concurrent.ExecutorService", Set.of("submit", "invokeAll", "invokeAny"),
          "java.util.concurrent.ForkJoinPool", Set.of("<init>", "commonPool"),
          "java.util.concurrent.CompletableFuture", Set.of("runAsync", "supplyAsync"),
          "java.util.Collection", Set.of("parallelStream"),
          "java.util.Timer", Set.of("<init>"));

  private Threads() {}

  static boolean isStart(JavaAccess<?> access) {
    return Accesses.isMember(access, STARTS)
        || access.getTarget().getOwner().getName().equals("java.util.concurrent.Executors");
  }

  /** Follows calls and method references from every constructor, through whatever it calls. */
  static ArchCondition<JavaClass> notStartFromConstructors() {
    return new ArchCondition<>("not start a thread from a constructor") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit constructor : type.getConstructors()) {
          String path = pathToStart(constructor);
          events.add(new SimpleConditionEvent(constructor, path.isEmpty(), path));
        }
      }
    };
  }

  private static String pathToStart(JavaCodeUnit constructor) {
    Set<JavaCodeUnit> seen = new HashSet<>(Set.of(constructor));
    Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (JavaAccess<?> access : open.pop().getAccessesFromSelf()) {
        if (isStart(access)) {
          return constructor.getFullName() + " leads to " + access.getDescription();
        }
        if (access instanceof JavaCodeUnitAccess<?> call) {
          call.getTarget().resolveMember().filter(seen::add).ifPresent(open::push);
        }
      }
    }
    return "";
  }
}
