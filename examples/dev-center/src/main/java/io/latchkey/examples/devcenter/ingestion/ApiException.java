package io.latchkey.examples.devcenter.ingestion;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that can't be served as it is, and what the integration is told. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient List<ApiError> errors;

  ApiException(HttpStatus status, List<ApiError> errors) {
    super(status + ", " + errors.size() + " errors", null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  static ApiException of(HttpStatus status, String message) {
    return new ApiException(status, List.of(new ApiError(message, null)));
  }

  static ApiException field(String field, String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, List.of(new ApiError(message, field)));
  }

  HttpStatus status() {
    return status;
  }

  List<ApiError> errors() {
    return errors;
  }
}
