package io.latchkey.examples.springboot.apikey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * A request as a log may have it. Keys get pasted into addresses, whole, cut off or garbled, so a
 * part of the path is shown only if it is plainly none: a word in lower case, or a short number.
 * Whatever else stood there is an ellipsis. There is no query.
 */
public final class RequestLine {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{3,7}");
  private static final Pattern SEGMENT = Pattern.compile("v[0-9]|[a-z][a-z_-]{0,23}|[0-9]{1,12}");
  private static final int SEGMENTS = 6;
  private static final String HIDDEN = "…";

  private RequestLine() {}

  /**
   * Describes a request.
   *
   * @param request the request
   * @return for example {@code GET /v1/jobs/…}
   */
  public static String of(HttpServletRequest request) {
    return shown(METHOD, request.getMethod()) + " " + path(request.getRequestURI());
  }

  private static String path(String uri) {
    // One more than are shown: the last then holds all the rest, slashes and all.
    String[] segments = uri.split("/", SEGMENTS + 1);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < segments.length; i++) {
      path.append(i == 0 ? "" : "/")
          .append(segments[i].isEmpty() ? "" : shown(SEGMENT, segments[i]));
    }
    return path.toString();
  }

  private static String shown(Pattern harmless, String text) {
    return harmless.matcher(text).matches() ? text : HIDDEN;
  }
}
