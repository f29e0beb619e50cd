package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.latchkey.Latchkey;

/**
 * Holds core to a rule, and the rule to its purpose: a rule that finds nothing wrong with classes
 * planted to break it would find nothing wrong with anything.
 */
final class Gate {

  /** All of core's main classes, as they were compiled. */
  static final JavaClasses CORE =
      new ClassFileImporter().importPath(ModuleShape.location(Latchkey.class));

  /** Fewer than core can have: an import that found next to nothing is a mistake. */
  private static final int SURELY_MORE_THAN = 150;

  private Gate() {}

  /** Checks the rule on core, and on each offender that it finds it. */
  static void check(ArchRule rule, Class<?>... offenders) {
    assertThat(CORE).as("classes of core that were imported").hasSizeGreaterThan(SURELY_MORE_THAN);
    assertThat(offenders).as("offenders to try the rule on").isNotEmpty();
    for (Class<?> offender : offenders) {
      checkFinds(rule, offender);
    }
    rule.check(CORE);
  }

  /** Checks that the rule finds what a group of classes does wrong together. */
  static void checkFinds(ArchRule rule, Class<?>... offenders) {
    EvaluationResult found = rule.evaluate(new ClassFileImporter().importClasses(offenders));
    assertThat(found.hasViolation())
        .as("the rule \"%s\" finds %s", rule.getDescription(), offenders[0].getName())
        .isTrue();
  }
}
