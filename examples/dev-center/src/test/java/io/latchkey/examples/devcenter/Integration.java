package io.latchkey.examples.devcenter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.PartnerId;
import io.latchkey.examples.devcenter.users.DemoUsers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An integration with a key of its own, as its developers see the API. */
final class Integration {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI site;
  private final KeyId keyId;
  private final String key;
  private final String user;

  private Integration(URI site, KeyId keyId, String key, String user) {
    this.site = site;
    this.keyId = keyId;
    this.key = key;
    this.user = user;
  }

  /** One whose key a user of the site has made and stored. */
  static Integration of(Site site, String userName, String partner) {
    Actor actor = actor(site, userName);
    Latchkey latchkey = site.bean(Latchkey.class);
    IssuedKey issued =
        latchkey
            .issuer()
            .create(
                actor,
                NewKey.of(CANDIDATE_INGESTION, PartnerId.of(partner), "Of a test: " + partner));
    String text = issued.reveal();
    latchkey.issuer().acknowledge(actor, issued);
    String email = site.bean(DemoUsers.class).loadUserByUsername(userName).email();
    return new Integration(site.address(), issued.id(), text, email);
  }

  static Actor actor(Site site, String userName) {
    return site.bean(DemoUsers.class).loadUserByUsername(userName).actor();
  }

  KeyId keyId() {
    return keyId;
  }

  String key() {
    return key;
  }

  String authorization() {
    return "Basic " + base64(key + ":");
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null, Map.of());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send("POST", path, json, Map.of());
  }

  /** Sends a request; headers given replace those that a right request has, null leaves one out. */
  HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
      throws Exception {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Authorization", authorization());
    all.put("On-Behalf-Of", user);
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    all.putAll(headers);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.resolve("/v1/partner/" + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** All that a caller can see of an answer but the time of day. */
  static String outside(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
    headers.remove("date");
    return answer.statusCode() + " " + headers + " " + answer.body();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
