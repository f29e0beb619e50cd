package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers, cookies and tokens of the pages. */
class WebSecurityTest {

  private static Site site;
  private static Visitor ada;
  private static String panel;

  @BeforeAll
  static void start() throws Exception {
    site = Site.start("--server.forward-headers-strategy=native");
    ada = site.signIn("ada");
    panel = Keys.create(ada, "Northwind Sourcing", "Headers");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in",
        "/",
        "/dev-center/keys",
        "/dev-center/keys/new",
        "/dev-center/partners?apiType=candidate_ingestion",
        "/dev-center/audit",
        "/dev-center/audit/export",
        "/nowhere",
        "the panel"
      })
  void everyAnswer_isForThisBrowserAloneAndForNoOtherSite(String address) throws Exception {
    HttpHeaders headers = ada.get(address.equals("the panel") ? panel : address).headers();

    assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "data:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dev-center/keys", "/dev-center/keys/new", "/dev-center/audit"})
  void pages_haveNoInlineScriptOrStyleAndNothingFromElsewhere(String address) throws Exception {
    Document page = ada.page(address);

    assertThat(page.select("script:not([src]), style, [style], [onclick], [onload]")).isEmpty();
    assertThat(page.select("script[src], link[href], img[src]"))
        .isNotEmpty()
        .allMatch(element -> (element.attr("src") + element.attr("href")).startsWith("/assets/"));
  }

  @Test
  void sessionCookie_isOutOfReachOfScriptsAndOtherSites() throws Exception {
    String cookie = site.stranger().get("/sign-in").headers().firstValue("Set-Cookie").orElse("");

    assertThat(cookie).startsWith("devcenter=").contains("HttpOnly", "SameSite=Strict");
    assertThat(cookie).doesNotContain("Secure");
  }

  @Test
  void sessionCookie_overTls_isSecure() throws Exception {
    HttpResponse<String> answer =
        site.stranger().get("/sign-in", Map.of("X-Forwarded-Proto", "https"));

    assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
  }

  @Test
  void signingIn_changesTheSession() throws Exception {
    Visitor visitor = site.stranger();
    visitor.get("/sign-in");
    String before = visitor.session();

    visitor.signIn("ben");

    assertThat(visitor.session()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in",
        "/sign-out",
        "/dev-center/keys/new",
        "/dev-center/keys/new/partner",
        "/acknowledge",
        "/discard",
        "/left",
        "/permissions",
        "/description",
        "/expiry",
        "/disable",
        "/enable",
        "/replace",
        "/revoke"
      })
  void changeWithoutToken_isRefused(String address) throws Exception {
    boolean ofTheKey = !address.startsWith("/dev-center") && !address.startsWith("/sign");
    String path =
        ofTheKey ? panel.substring(0, panel.length() - "/key".length()) + address : address;

    HttpResponse<String> answer =
        ada.post(path, Map.of("revealNumber", "1", "copied", "yes", "view", "1"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Keys.textOn(ada.page(panel))).startsWith("acme_ci_live_");
  }
}
