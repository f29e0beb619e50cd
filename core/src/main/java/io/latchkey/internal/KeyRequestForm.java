package io.latchkey.internal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>What people type into a request, with its constraints.
 *
 * @param description trimmed
 * @param idempotencyKey null if none was given
 * @param note trimmed; null if none was given
 * @param labels labels of the host's own
 */
public record KeyRequestForm(
    @Nullable
        @NotBlank(message = "must not be blank")
        @Size(max = 255, message = "must have at most {max} characters")
        @Pattern(
            regexp = KeyRequestForm.LINE,
            message = "must have no control characters and no broken characters")
        String description,
    @Nullable
        @Pattern(
            regexp = "[\\x21-\\x7E]{1,64}",
            message = "must have 1 to 64 printable ASCII characters")
        String idempotencyKey,
    @Nullable
        @Size(max = 255, message = "must have at most {max} characters")
        @Pattern(
            regexp = KeyRequestForm.LINE,
            message = "must have no control characters and no broken characters")
        String note,
    @Size(max = 16, message = "must be at most {max}")
        Map<
                @Size(min = 1, max = 63, message = "name must have {min} to {max} characters")
                @Pattern(
                    regexp = KeyRequestForm.LINE,
                    message = "name must have no control characters")
                String,
                @Size(max = 255, message = "value must have at most {max} characters")
                @Pattern(
                    regexp = KeyRequestForm.LINE,
                    message = "value must have no control characters")
                String>
            labels) {

  /** One line of text: no control characters, no line separators, no lone surrogates. */
  public static final String LINE = "[^\\p{Cntrl}\\x{80}-\\x{9F}\\p{Cs}\\p{Zl}\\p{Zp}]*";
}
