package io.latchkey.internal;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Internal: not API, may change at any time.
 *
 * <p>{@link NotNull} under another name, for what is null only until it is checked: side by side
 * with the null marks of the language the two would contradict each other.
 */
@NotNull(message = Required.MISSING)
@Documented
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Required {

  /** What is said of something that must be there. */
  String MISSING = "is missing";

  /**
   * Unused: the constraint behind has its own.
   *
   * @return a message
   */
  String message() default MISSING;

  /**
   * Required by Jakarta Validation.
   *
   * @return nothing
   */
  Class<?>[] groups() default {};

  /**
   * Required by Jakarta Validation.
   *
   * @return nothing
   */
  Class<? extends Payload>[] payload() default {};
}
