package io.latchkey.examples.devcenter.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.StoreUnavailableException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/** Which answer a failure gets. */
class ApiErrorsTest {

  /** Latchkey's own failure to reach the database was an internal error, which nobody repeats. */
  @Test
  void databaseOutOfReach_whoeverNotices_asksTheCallerToTryAgain() throws Exception {
    assertThat(answer(StoreUnavailableException.class)).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(answer(QueryTimeoutException.class)).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(answer(IllegalStateException.class)).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  private static Object answer(Class<? extends Exception> failure) throws Exception {
    var handler =
        new ExceptionHandlerMethodResolver(ApiErrors.class).resolveMethodByExceptionType(failure);
    ResponseEntity<?> answer =
        (ResponseEntity<?>)
            Objects.requireNonNull(handler, "handler")
                .invoke(new ApiErrors(), new IllegalStateException("out of reach"));
    return answer.getStatusCode();
  }
}
