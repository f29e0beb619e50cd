package io.latchkey.examples.devcenter;

import io.latchkey.examples.devcenter.users.DemoUsers;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A browser without scripts: keeps cookies, follows no redirect unless asked, submits forms. */
final class Visitor {

  private final URI site;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Visitor(URI site) {
    this.site = site;
  }

  void signIn(String user) throws IOException, InterruptedException {
    HttpResponse<String> answer = trySignIn(user, DemoUsers.PASSWORD);
    if (!location(answer).equals("/")) {
      throw new AssertionError(user + " could not sign in: " + answer);
    }
  }

  HttpResponse<String> trySignIn(String user, String password)
      throws IOException, InterruptedException {
    return submit(
        page("/sign-in"), "form[action=/sign-in]", Map.of("username", user, "password", password));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, Map.of());
  }

  HttpResponse<String> get(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.resolve(path)).header("Accept", "text/html");
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The session's id. */
  String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("devcenter"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** The page at an address, which must answer 200. */
  Document page(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode());
    }
    return parse(answer);
  }

  Document parse(HttpResponse<String> answer) {
    return Jsoup.parse(answer.body(), answer.uri().toString());
  }

  HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    return post(path, fields, Map.of());
  }

  HttpResponse<String> post(String path, Map<String, String> fields, Map<String, String> headers)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Submits a form of the page at an address. */
  HttpResponse<String> submitOn(String path, String form, Map<String, String> filledIn)
      throws IOException, InterruptedException {
    return submit(page(path), form, filledIn);
  }

  /** Submits the form of a new key to another address, as a button of it does. */
  HttpResponse<String> submitTo(Document page, String address, Map<String, String> filledIn)
      throws IOException, InterruptedException {
    page.selectFirst("#new-key").attr("action", address);
    return submit(page, "#new-key", filledIn);
  }

  /** Submits a form of a page, hidden fields and all, with some fields filled in. */
  HttpResponse<String> submit(Document page, String form, Map<String, String> filledIn)
      throws IOException, InterruptedException {
    Element found = page.selectFirst(form);
    if (!(found instanceof FormElement element)) {
      throw new AssertionError("no form " + form + " in " + page.title());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    element.formData().forEach(field -> fields.put(field.key(), field.value()));
    fields.putAll(filledIn);
    return post(element.attr("action"), fields);
  }

  /** Where an answer redirects to, as a path. */
  static String location(HttpResponse<?> answer) {
    URI location =
        answer
            .headers()
            .firstValue("Location")
            .map(URI::create)
            .orElseThrow(() -> new AssertionError("no redirect but " + answer.statusCode()));
    return location.getRawPath()
        + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
