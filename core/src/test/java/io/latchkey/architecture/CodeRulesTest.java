package io.latchkey.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What code does. */
class CodeRulesTest {

  private static final String SYSTEM_TIME = "io.latchkey.SystemTime";
  private static final String BACKGROUND = "io.latchkey.Background";

  private static final Map<String, Set<String>> CONSOLE_AND_PROCESS =
      Map.of(
          "java.lang.System", Set.of("out", "err", "in", "exit", "console"),
          "java.lang.Throwable", Set.of("printStackTrace"),
          "java.lang.Thread", Set.of("dumpStack"),
          "java.lang.Runtime", Set.of("exit", "halt", "addShutdownHook", "exec"),
          "java.lang.ProcessBuilder", Set.of("start"));

  private static final Map<String, Set<String>> CLOCKS =
      Map.of(
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
          "java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis"),
          "java.util.Calendar", Set.of("getInstance"));

  private static final Set<String> RANDOM =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.UUID");

  private static final Map<String, Set<String>> REFLECTION =
      Map.of(
          "java.lang.Class", Set.of("forName", "getDeclaredConstructor", "getDeclaredFields"),
          "java.lang.reflect.AccessibleObject", Set.of("setAccessible"),
          "java.io.ObjectInputStream", Set.of("readObject", "<init>"),
          "java.io.ObjectOutputStream", Set.of("writeObject", "<init>"),
          "java.util.ServiceLoader", Set.of("load"));

  @Test
  void core_leavesConsoleAndProcessToTheHost() {
    Gate.check(
        all("console, exit, hooks", access -> Accesses.isMember(access, CONSOLE_AND_PROCESS)),
        PlantedCode.Prints.class,
        PlantedCode.PrintsStackTrace.class,
        PlantedCode.Exits.class,
        PlantedCode.HooksShutdown.class);
  }

  /**
   * One place reads the clocks of the platform. {@code Background} may measure how long its threads
   * have really waited: that decides when a chore has its turn, never a verdict, and a source of
   * time that a test holds still must not stop the chores.
   */
  @Test
  void clocks_areReadInOnePlace() {
    Gate.check(
        all(
            "clocks other than the source of time",
            access ->
                isClock(access)
                    && !Accesses.isFrom(access, SYSTEM_TIME)
                    && !(Accesses.isFrom(access, BACKGROUND)
                        && access.getTarget().getName().equals("nanoTime"))),
        PlantedCode.ReadsWallClock.class,
        PlantedCode.ReadsMonotonicClock.class,
        PlantedCode.AsksInstant.class,
        PlantedCode.AsksClock.class,
        PlantedCode.AsksDate.class);
  }

  private static boolean isClock(JavaAccess<?> access) {
    JavaClass owner = access.getTarget().getOwner();
    String name = access.getTarget().getName();
    return Accesses.isMember(access, CLOCKS)
        || (owner.getPackageName().startsWith("java.time") && name.equals("now"))
        || (owner.isEquivalentTo(java.util.Date.class) && name.equals("<init>"));
  }

  @Test
  void randomness_comesFromSecureRandomAlone() {
    Gate.check(
        all(
            "random numbers that can be predicted",
            access ->
                (RANDOM.contains(access.getTarget().getOwner().getName())
                    || Accesses.isMember(access, "java.lang.Math", Set.of("random")))),
        PlantedCode.DrawsRandom.class,
        PlantedCode.DrawsMathRandom.class,
        PlantedCode.DrawsThreadLocalRandom.class);
  }

  @Test
  void threads_areMadeInOnePlace() {
    Gate.check(
        all(
            "threads and executors",
            access -> Threads.isStart(access) && !Accesses.isFrom(access, BACKGROUND)),
        PlantedCode.MakesThread.class,
        PlantedCode.UsesExecutor.class);
  }

  @Test
  void constructors_startNothing() {
    Gate.check(
        classes().should(Threads.notStartFromConstructors()),
        PlantedCode.StartsInConstructor.class);
  }

  /** A value that stays with a thread outlives its use: a secret in it could never be wiped. */
  @Test
  void threads_keepNothing() {
    Gate.check(
        all(
            "thread locals",
            access -> access.getTarget().getOwner().isAssignableTo(ThreadLocal.class)),
        PlantedCode.StaysWithThread.class);
  }

  @Test
  void core_neitherReflectsNorDeserialisesNorDiscovers() {
    Gate.check(
        all("reflection and serialisation", access -> Accesses.isMember(access, REFLECTION)),
        PlantedCode.Reflects.class,
        PlantedCode.Deserialises.class);
  }

  @Test
  void locks_arePrivate() {
    Gate.check(
        methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED),
        PlantedCode.LocksItself.class);
  }

  private static ArchRule all(String what, Predicate<JavaAccess<?>> forbidden) {
    return classes().should(Accesses.avoid(what, forbidden));
  }
}
