package io.latchkey.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.latchkey.LatchkeyException;
import io.latchkey.spi.StoreException;
import java.io.Serializable;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What types look like. */
class TypeRulesTest {

  @Test
  void classes_areFinalOrOutOfReachOfSubclasses() {
    Gate.check(
        classes()
            .that(are("classes that stand on their own", TypeRulesTest::canHaveSubclasses))
            .should(be("out of reach of subclasses", TypeRulesTest::hasNoReachableConstructor)),
        PlantedTypes.CanBeExtended.class);
  }

  private static boolean canHaveSubclasses(JavaClass type) {
    return !type.isInterface()
        && !type.isEnum()
        && !type.isAnonymousClass()
        && !type.isSealed()
        && !type.getModifiers().contains(JavaModifier.FINAL);
  }

  private static boolean hasNoReachableConstructor(JavaClass type) {
    return type.getConstructors().stream()
        .noneMatch(
            constructor ->
                constructor.getModifiers().contains(JavaModifier.PUBLIC)
                    || constructor.getModifiers().contains(JavaModifier.PROTECTED));
  }

  @Test
  void nothing_canBeSerialisedButExceptionsAndEnums() {
    Gate.check(
        classes()
            .that(are("no exceptions or enums", t -> !isThrowable(t) && !t.isEnum()))
            .should()
            .notBeAssignableTo(Serializable.class)
            .andShould()
            .notBeAssignableTo(java.io.Externalizable.class),
        PlantedTypes.CanBeSerialised.class);
  }

  @Test
  void exceptions_areTheTwoFamiliesThatCallersKnow() {
    Gate.check(
        classes()
            .that(are("exceptions", TypeRulesTest::isThrowable))
            .should()
            .beAssignableTo(LatchkeyException.class)
            .orShould()
            .beAssignableTo(StoreException.class),
        PlantedTypes.ForeignException.class);
  }

  /** A setter is named like one and takes something; {@code setIn()} only tells. */
  @Test
  void methods_setNothing() {
    Gate.check(
        methods()
            .that(describe("take something", method -> !method.getRawParameterTypes().isEmpty()))
            .should()
            .haveNameNotMatching("set[A-Z].*"),
        PlantedTypes.HasSetter.class);
  }

  @Test
  void objects_areNeitherClonedNorFinalised() {
    Gate.check(
        methods().should().haveNameNotMatching("clone|finalize"), PlantedTypes.CanBeCloned.class);
  }

  @Test
  void fields_areHidden() {
    Gate.check(
        fields()
            .that()
            .areNotStatic()
            .should()
            .notBePublic()
            .andShould()
            .notBeProtected()
            .as("fields of objects are neither public nor protected"),
        PlantedTypes.HasPublicField.class);
  }

  @Test
  void statics_neverChange() {
    Gate.check(
        fields().that().areStatic().should(new NeverChange()),
        PlantedCode.KeepsStaticVariable.class,
        PlantedCode.KeepsStaticList.class,
        PlantedCode.KeepsStaticArray.class,
        PlantedCode.KeepsStaticState.class);
  }

  /** Records print their components, so what must not be printed is no component. */
  @Test
  void records_holdNeitherArraysNorSecrets() {
    Gate.check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .areRecords()
            .and()
            .areNotStatic()
            .should(
                new ArchCondition<JavaField>("hold neither an array nor a secret") {
                  @Override
                  public void check(JavaField field, ConditionEvents events) {
                    boolean safe = !field.getRawType().isArray() && !KeyMaterial.isNamed(field);
                    events.add(new SimpleConditionEvent(field, safe, field.getDescription()));
                  }
                }),
        PlantedTypes.HoldsArray.class,
        PlantedTypes.HoldsSecret.class);
  }

  private static boolean isThrowable(JavaClass type) {
    return type.isAssignableTo(Throwable.class);
  }

  private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> predicate) {
    return describe("are " + what, predicate);
  }

  private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> predicate) {
    return ArchCondition.from(describe("be " + what, predicate));
  }
}
