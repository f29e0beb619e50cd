package io.latchkey.examples.devcenter.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * One request to send, and what has to come of it.
 *
 * @param request the request
 * @param victim the number of the key that may be revoked meanwhile, or -1
 * @param right whether it has a right key
 */
record Shot(HttpRequest request, int victim, boolean right) {

  private static final String KIM =
      "{\"external_id\":\"load\",\"first_name\":\"Kim\",\"last_name\":\"Doe\"}";

  /** With a right key: mostly reading, some candidates. */
  static Shot right(Target target, int key, RandomGenerator random) {
    String header = basic(target.keys().get(key));
    int victim = key < target.victims() ? key : -1;
    int kind = random.nextInt(100);
    if (kind < 10) {
      HttpRequest.Builder post = to(target, "candidates", header);
      post.header("Content-Type", "application/json");
      post.POST(HttpRequest.BodyPublishers.ofString(KIM));
      return new Shot(post.build(), victim, true);
    }
    String path = kind < 55 ? "current_user" : "jobs";
    return new Shot(to(target, path, header).build(), victim, true);
  }

  /** With something that is no right key: forged, truncated, revoked, or wrongly encoded. */
  static Shot wrong(Target target, RandomGenerator random) {
    String live = target.keys().get(random.nextInt(target.keys().size()));
    String header =
        switch (random.nextInt(4)) {
          case 0 -> basic(Forgery.of(live, random));
          case 1 -> basic(live.substring(0, 1 + random.nextInt(live.length() - 1)));
          case 2 -> basic(target.revoked().get(random.nextInt(target.revoked().size())));
          default -> "Basic " + base64(live);
        };
    return new Shot(to(target, "current_user", header).build(), -1, false);
  }

  private static HttpRequest.Builder to(Target target, String path, String authorization) {
    return HttpRequest.newBuilder(URI.create(target.site() + "/v1/partner/" + path))
        .header("Authorization", authorization)
        .header("On-Behalf-Of", target.user());
  }

  private static String basic(String key) {
    return "Basic " + base64(key + ":");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
