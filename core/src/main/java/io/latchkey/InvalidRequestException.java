package io.latchkey;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request or document breaks constraints; {@link #violations()} has all of them at once.
 *
 * @since 1.0
 */
public final class InvalidRequestException extends RefusedException {

  private static final long serialVersionUID = 1L;

  /** All that is wrong. */
  private final transient List<Violation> violations;

  InvalidRequestException(List<Violation> violations) {
    super(
        RefusalReason.INVALID_REQUEST,
        violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  @Override
  public List<Violation> violations() {
    return violations;
  }
}
