package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may not manage keys, and who may not see those of another account. */
class DeniedTest {

  private static final String UNKNOWN = "0000000000000000";
  private static final List<String> GETS =
      List.of(
          "key",
          "hand-over",
          "permissions",
          "description",
          "expiry",
          "replace",
          "replacement",
          "revoke");
  private static final List<String> POSTS =
      List.of(
          "acknowledge",
          "permissions",
          "description",
          "expiry",
          "disable",
          "enable",
          "replace",
          "revoke");

  private static Site site;
  private static Visitor ada;
  private static String text;

  @BeforeAll
  static void start() throws Exception {
    site = Site.start();
    ada = site.signIn("ada");
    text = Keys.stored(ada, "Northwind Sourcing", "Only Globex knows this");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<String> addresses() {
    return Stream.concat(
        Stream.of(
            "/dev-center/keys",
            "/dev-center/keys?q=Globex",
            "/dev-center/keys/new",
            "/dev-center/partners?apiType=candidate_ingestion",
            "/dev-center/audit",
            "/dev-center/audit/export"),
        GETS.stream().map(page -> of(Keys.idOf(text), page)));
  }

  private static String of(String id, String page) {
    return "/dev-center/keys/" + id + "/" + page;
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void userWithoutTheGrant_isToldWhatIsMissing(String address) throws Exception {
    HttpResponse<String> answer = site.signIn("cleo").get(address);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("missing: grant webhooks.manage").doesNotContain("Globex k");
    Document page = ada.parse(answer);
    assertThat(page.select(".menu a").eachText()).containsExactly("Overview", "Candidates");
    assertThat(page.select("form[action=/sign-out]")).hasSize(1);
  }

  @Test
  void userWithoutTheGrant_hasNoMenuEntry() throws Exception {
    assertThat(site.signIn("cleo").page("/").select(".menu a").eachText())
        .containsExactly("Overview", "Candidates");
    assertThat(ada.page("/").select(".menu a").eachText())
        .contains("API Credential Management", "Audit trail");
  }

  @Test
  void denial_isTheSameWhetherOrNotTheKeyExists() throws Exception {
    Visitor cleo = site.signIn("cleo");
    for (String page : GETS) {
      assertThat(withoutTokens(cleo.get(of(Keys.idOf(text), page))))
          .isEqualTo(withoutTokens(cleo.get(of(UNKNOWN, page))));
    }
  }

  @Test
  void userOfAnotherAccount_findsNothing() throws Exception {
    Visitor dora = site.signIn("dora");

    assertThat(dora.page("/dev-center/keys").text()).contains("No API keys yet");
    for (String page : GETS) {
      HttpResponse<String> foreign = dora.get(of(Keys.idOf(text), page));
      assertThat(foreign.statusCode()).as(page).isEqualTo(404);
      assertThat(withoutTokens(foreign)).isEqualTo(withoutTokens(dora.get(of(UNKNOWN, page))));
    }
  }

  @Test
  void userOfAnotherAccount_changesNothing() throws Exception {
    Visitor dora = site.signIn("dora");
    Document form = dora.page("/dev-center/keys/new");
    String token = form.select("input[name=_csrf]").first().val();
    String before = ada.page("/dev-center/keys").select("tbody tr").text();

    for (String page : POSTS) {
      HttpResponse<String> answer =
          dora.post(
              of(Keys.idOf(text), page),
              Map.of(
                  "_csrf",
                  token,
                  "revealNumber",
                  "1",
                  "copied",
                  "yes",
                  "description",
                  "Mine now",
                  "how",
                  "now",
                  "requestId",
                  "r-" + page,
                  "reason",
                  "LEAKED"));
      assertThat(answer.statusCode()).as(page).isBetween(404, 422);
    }

    assertThat(ada.page("/dev-center/keys").select("tbody tr").text()).isEqualTo(before);
    assertThat(site.bean(io.latchkey.Latchkey.class).verifier().verify(text).accepted()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedId_isNotFound(String id) throws Exception {
    assertThat(ada.get("/dev-center/keys/" + id + "/revoke").statusCode()).isEqualTo(404);
  }

  static Stream<String> malformed() {
    return Stream.of("x", "000000000000000%20", "00000000000000000000000000", "%C3%A4");
  }

  private static String withoutTokens(HttpResponse<String> answer) {
    return answer.body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }
}
