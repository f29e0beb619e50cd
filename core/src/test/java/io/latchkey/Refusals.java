package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.concurrent.Callable;

/** What a management operation throws, as an assertion. */
final class Refusals {

  private Refusals() {}

  /** Expects a refusal for a reason, and that it says what to do next. */
  @CanIgnoreReturnValue
  static RefusedException refused(RefusalReason reason, Callable<?> call) {
    RefusedException refusal = thrown(RefusedException.class, call);
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(refusal).hasMessageEndingWith(". " + reason.nextStep());
    return refusal;
  }

  /** Expects a denial and gives what is said to be missing. */
  @CanIgnoreReturnValue
  static String denied(Callable<?> call) {
    return thrown(AccessDeniedException.class, call).missing();
  }

  /** Expects broken constraints and gives them as text, {@code path: message}. */
  static List<String> violations(Callable<?> call) {
    return thrown(InvalidRequestException.class, call).violations().stream()
        .map(Violation::toString)
        .toList();
  }

  @CanIgnoreReturnValue
  static <T extends Throwable> T thrown(Class<T> type, Callable<?> call) {
    Throwable thrown = catchThrowable(call::call);
    assertThat(thrown).isInstanceOf(type);
    return type.cast(thrown);
  }
}
