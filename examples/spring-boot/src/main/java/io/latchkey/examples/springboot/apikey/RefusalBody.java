package io.latchkey.examples.springboot.apikey;

import io.latchkey.CallerView;
import org.jspecify.annotations.Nullable;

/**
 * How an API words a refusal. Thread-safe.
 *
 * <p>It is told the coarse view alone, so whatever it does, all kinds of bad keys look alike.
 */
public interface RefusalBody {

  /** Problem details (RFC 9457). */
  RefusalBody PROBLEM_DETAILS = new ProblemDetails();

  /**
   * The media type of every body.
   *
   * @return for example {@code application/problem+json}
   */
  String contentType();

  /**
   * The body of a refusal.
   *
   * @param view what the caller may learn
   * @param missing the permissions that a right key lacks; null if that is not what is wrong, or
   *     not known
   * @return the body
   */
  String text(CallerView view, @Nullable String missing);
}
