package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what goes wrong in a resource into the documented body. */
@RestControllerAdvice(assignableTypes = {PartnerApi.class, CandidatesApi.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {

  private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler
  ResponseEntity<ApiError.Body> refused(ApiException refused) {
    return ResponseEntity.status(refused.status()).body(new ApiError.Body(refused.errors()));
  }

  @ExceptionHandler({
    StoreUnavailableException.class,
    CannotCreateTransactionException.class,
    CannotGetJdbcConnectionException.class,
    TransientDataAccessException.class
  })
  ResponseEntity<ApiError.Body> unavailable(Exception cause) {
    log.warn("the database is not available", cause);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(ApiError.Body.of("Not available at the moment; try again."));
  }

  /** Whatever it was, the caller is told nothing of it. */
  @ExceptionHandler
  ResponseEntity<ApiError.Body> failed(Exception cause) {
    log.error("a request to the partner API failed", cause);
    return ResponseEntity.internalServerError().body(ApiError.Body.of("Internal error."));
  }
}
