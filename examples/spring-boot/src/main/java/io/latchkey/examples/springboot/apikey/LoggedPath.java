package io.latchkey.examples.springboot.apikey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * The path of a request as a log may hold it. Somebody will paste a key into an address; a word
 * that is longer than the id of a key may be one, or what is left of one.
 */
public final class LoggedPath {

  private static final Pattern LONG_WORD = Pattern.compile("[0-9A-Za-z%]{17,}");

  private LoggedPath() {}

  /**
   * The path without its query.
   *
   * @param request what was asked for
   * @return the path as it was sent, three asterisks in the place of each long word
   */
  public static String of(HttpServletRequest request) {
    return LONG_WORD.matcher(request.getRequestURI()).replaceAll("***");
  }
}
