package io.latchkey.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What callers and authors of stores see. */
class SignatureRulesTest {

  /**
   * At most so many of a hundred top-level types may be public, those that only our own packages
   * can see included. The aim is 40.
   */
  private static final int PUBLIC_PER_CENT = 53;

  @Test
  void signatures_showOwnExportedTypesAndThoseOfJavaAlone() {
    Gate.check(
        classes().that(new AreExported()).should(new ShowOnlyKnownTypes()),
        PlantedTypes.ShowsForeignType.class,
        PlantedTypes.ShowsForeignArgument.class,
        PlantedTypes.ShowsHiddenType.class,
        PlantedTypes.ExtendsHiddenType.class,
        PlantedTypes.ThrowsHiddenType.class);
  }

  @Test
  void accessors_areNamedAfterTheirProperty() {
    Gate.check(
        methods()
            .that()
            .areDeclaredInClassesThat(new AreExported())
            .should()
            .haveNameNotMatching("get[A-Z].*"),
        PlantedTypes.HasGetter.class);
  }

  @Test
  void publicTypes_areTheLesserPart() {
    List<JavaClass> topLevel =
        Gate.CORE.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().contains("-"))
            .toList();
    long shown =
        topLevel.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();
    assertThat(shown * 100.0 / topLevel.size())
        .as("%d public types of %d, in per cent", shown, topLevel.size())
        .isBetween(10.0, (double) PUBLIC_PER_CENT);
  }

  /** Public, in public types only, outside what is internal. */
  private static final class AreExported extends DescribedPredicate<JavaClass> {

    AreExported() {
      super("are exported");
    }

    @Override
    public boolean test(JavaClass type) {
      return isShown(type) && !type.getPackageName().equals("io.latchkey.internal");
    }

    private static boolean isShown(JavaClass type) {
      boolean planted = type.getPackageName().equals("io.latchkey.architecture");
      boolean shown = isVisible(type.getModifiers());
      return shown && (planted || type.getEnclosingClass().map(AreExported::isShown).orElse(true));
    }
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static final class ShowOnlyKnownTypes extends ArchCondition<JavaClass> {

    ShowOnlyKnownTypes() {
      super("show only types of Java and exported ones");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      Set<JavaClass> shown = new HashSet<>();
      addSuperclass(shown, type);
      add(shown, List.copyOf(type.getInterfaces()));
      type.getTypeParameters().forEach(parameter -> add(shown, parameter.getUpperBounds()));
      type.getMembers().stream()
          .filter(member -> isVisible(member.getModifiers()))
          .forEach(member -> add(shown, member));
      for (JavaClass found : shown) {
        String text = type.getName() + " shows " + found.getName();
        events.add(new SimpleConditionEvent(type, isKnown(found), text));
      }
    }

    /** A superclass out of reach of callers, with nothing for them in it, shows only its own. */
    private static void addSuperclass(Set<JavaClass> shown, JavaClass type) {
      Optional<JavaType> parent = type.getSuperclass();
      if (parent.isEmpty()) {
        return;
      }
      JavaClass raw = parent.get().toErasure();
      boolean nothingToSee =
          !isVisible(raw.getModifiers())
              && raw.getInterfaces().isEmpty()
              && raw.getMembers().stream().noneMatch(member -> isVisible(member.getModifiers()));
      if (nothingToSee) {
        addSuperclass(shown, raw);
      } else {
        shown.addAll(parent.get().getAllInvolvedRawTypes());
      }
    }

    private static void add(Set<JavaClass> shown, JavaMember member) {
      if (member instanceof JavaField field) {
        shown.addAll(field.getAllInvolvedRawTypes());
      } else if (member instanceof JavaCodeUnit codeUnit) {
        add(shown, List.of(codeUnit.getReturnType()));
        add(shown, codeUnit.getParameterTypes());
        codeUnit.getTypeParameters().forEach(variable -> add(shown, variable.getUpperBounds()));
        codeUnit.getThrowsClause().forEach(thrown -> shown.add(thrown.getRawType()));
      }
    }

    private static void add(Set<JavaClass> shown, List<? extends JavaType> types) {
      types.forEach(type -> shown.addAll(type.getAllInvolvedRawTypes()));
    }

    private static boolean isKnown(JavaClass type) {
      return type.isPrimitive()
          || type.isArray()
          || type.getPackageName().startsWith("java.")
          || type.getPackageName().equals("javax.crypto")
          || (type.getPackageName().startsWith("io.latchkey") && new AreExported().test(type));
    }
  }
}
