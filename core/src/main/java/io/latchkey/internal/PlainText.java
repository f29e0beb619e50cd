package io.latchkey.internal;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Internal: not API, may change at any time.
 *
 * <p>A text that can be shown in one line as it is: bounded, something to read in it, nothing
 * invisible that could make it look like another one. Null is valid.
 */
@Documented
@Constraint(validatedBy = PlainTextValidator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

  /**
   * The greatest length.
   *
   * @return code points
   */
  int max();

  /**
   * Unused: the validator has a message for each fault.
   *
   * @return a message
   */
  String message() default "is not plain text";

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
