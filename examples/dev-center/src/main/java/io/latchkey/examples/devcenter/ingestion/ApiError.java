package io.latchkey.examples.devcenter.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param message what is wrong, for the developer of the integration
 * @param field which field it is about; null if it is about none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiError(String message, @Nullable String field) {

  /**
   * The body of every answer that is an error.
   *
   * @param errors at least one
   */
  record Body(List<ApiError> errors) {

    static Body of(String message) {
      return new Body(List.of(new ApiError(message, null)));
    }
  }
}
