package io.latchkey.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.latchkey.architecture.planted.Planted;
import io.latchkey.architecture.planted.internal.PlantedInternal;
import io.latchkey.architecture.planted.spi.PlantedSpi;
import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;

/** What depends on what. */
class DependencyRulesTest {

  private static final String CORE = "io.latchkey";
  private static final String PLANTED = "io.latchkey.architecture.planted";

  /**
   * All that core needs. No database, no HTTP server or client, no framework, no desktop: what is
   * not here is forbidden.
   */
  private static final String[] ALLOWED = {
    "io.latchkey",
    "io.latchkey.spi",
    "io.latchkey.internal",
    "java.io",
    "java.lang..",
    "java.net",
    "java.nio",
    "java.nio.channels",
    "java.nio.charset",
    "java.nio.file",
    "java.security..",
    "java.text",
    "java.time..",
    "java.util",
    "java.util.concurrent..",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "java.util.zip",
    "javax.crypto",
    "com.fasterxml.jackson.core..",
    "com.fasterxml.jackson.databind..",
    "com.google.errorprone.annotations",
    "jakarta.validation..",
    "org.hibernate.validator..",
    "org.jspecify.annotations",
    "org.slf4j"
  };

  @Test
  void packages_dependOnEachOther_withoutCycles() {
    ArchRule rule = slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();
    Gate.checkFinds(rule, Planted.class, PlantedSpi.class);
    rule.check(Gate.CORE);
  }

  @Test
  void spiAndInternal_dependOnNeitherTheApiNorEachOther() {
    for (String below : new String[] {"spi", "internal"}) {
      String other = below.equals("spi") ? "internal" : "spi";
      Gate.checkFinds(independent(PLANTED, below, ""), PlantedSpi.class, PlantedInternal.class);
      Gate.checkFinds(independent(PLANTED, below, other), PlantedSpi.class, PlantedInternal.class);
      independent(CORE, below, "").check(Gate.CORE);
      independent(CORE, below, other).check(Gate.CORE);
    }
  }

  @Test
  void core_needsOnlyWhatIsListed() {
    Gate.check(
        classes().should().onlyDependOnClassesThat().resideInAnyPackage(ALLOWED),
        PlantedCode.Archives.class,
        PlantedCode.Framework.class);
  }

  @Test
  void core_knowsAddressesAndOpensNoConnection() {
    Gate.check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.net")
                    .and(not(belongToAnyOf(URI.class, URISyntaxException.class)))),
        PlantedCode.Network.class);
  }

  private static ArchRule independent(String root, String from, String to) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + from)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(to.isEmpty() ? root : root + "." + to);
  }

  /** Every package is a slice, the root package too, which patterns of slices leave out. */
  private static final class ByPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
