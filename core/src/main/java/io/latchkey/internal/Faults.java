package io.latchkey.internal;

import jakarta.validation.ConstraintValidatorContext;
import java.util.List;

/** Reports several faults of one value. */
final class Faults {

  private Faults() {}

  /** Reports each fault on its own; tells whether there is none. */
  static boolean report(List<String> faults, ConstraintValidatorContext context) {
    context.disableDefaultConstraintViolation();
    for (String fault : faults) {
      context.buildConstraintViolationWithTemplate(fault).addConstraintViolation();
    }
    return faults.isEmpty();
  }
}
