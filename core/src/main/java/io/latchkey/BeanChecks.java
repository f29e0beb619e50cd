package io.latchkey;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** Checks the constraints declared on a carrier and reports all that are broken. */
final class BeanChecks {

  private final Object lock = new Object();
  private volatile @Nullable Validator validator;

  List<Violation> check(Object bean) {
    List<Violation> violations = new ArrayList<>();
    for (ConstraintViolation<Object> violation : validator().validate(bean)) {
      violations.add(new Violation(violation.getPropertyPath().toString(), violation.getMessage()));
    }
    violations.sort(Comparator.comparing(Violation::path).thenComparing(Violation::message));
    return violations;
  }

  /**
   * Made at first use: it takes some hundred milliseconds, which a process that only verifies need
   * not spend.
   */
  private Validator validator() {
    Validator made = validator;
    if (made == null) {
      synchronized (lock) {
        made = validator;
        if (made == null) {
          made = create();
          validator = made;
        }
      }
    }
    return made;
  }

  private static Validator create() {
    // Messages are ours and in English; the platform's locale must not change what an exception
    // says.
    // A META-INF/validation.xml of the host's is about the host's own beans.
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .ignoreXmlConfiguration()
        .defaultLocale(Locale.ENGLISH)
        .locales(Locale.ENGLISH)
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory()
        .getValidator();
  }
}
