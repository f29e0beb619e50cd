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
 * <p>An address that a page can safely link to: https, a host, no user, bounded. Null is valid.
 */
@Documented
@Constraint(validatedBy = HttpsAddressValidator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HttpsAddress {

  /**
   * Unused: the validator has a message for each fault.
   *
   * @return a message
   */
  String message() default "is not an https address";

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
