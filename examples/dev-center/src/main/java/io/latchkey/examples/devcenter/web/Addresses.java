package io.latchkey.examples.devcenter.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** What an address that no filter chain would take was probably meant for. */
final class Addresses {

  private static final String API = "/v1/partner";

  private Addresses() {}

  /**
   * Decides nothing but the look of an answer, so it may guess.
   *
   * @param uri null if Tomcat could not even read it
   */
  static boolean isOfTheApi(@Nullable String uri) {
    if (uri == null) {
      return false;
    }
    String path = decoded(uri).replaceAll(";[^/]*", "").replaceAll("[/\\\\]+", "/");
    String normal = normalized(path);
    return normal.equals(API) || normal.startsWith(API + "/");
  }

  private static String decoded(String uri) {
    try {
      return StringUtils.uriDecode(uri, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return uri;
    }
  }

  private static String normalized(String path) {
    try {
      return new URI(null, null, path, null).normalize().getPath();
    } catch (URISyntaxException e) {
      return path;
    }
  }
}
