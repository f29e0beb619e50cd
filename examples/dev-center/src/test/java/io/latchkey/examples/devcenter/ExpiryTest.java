package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing when a key expires. */
class ExpiryTest {

  private static Site site;
  private static Visitor ada;

  private String text;

  @BeforeAll
  static void start() throws Exception {
    site = Site.start();
    ada = site.signIn("ada");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void createKey() throws Exception {
    text = Keys.stored(ada, "Northwind Sourcing", "Expires some time");
  }

  @Test
  void lastDay_isWorkedToItsEndAndShownInTheFormAgain() throws Exception {
    assertThat(ada.page(address("expiry")).select("[value=never]").hasAttr("checked")).isTrue();

    Document list = change("day", "2999-01-31");

    assertThat(list.select("[role=status]").text()).contains("1 Feb 2999, 00:00 UTC");
    assertThat(expires()).isEqualTo("1 Feb 2999, 00:00 UTC");
    Document form = ada.page(address("expiry"));
    assertThat(form.select("[value=day]").hasAttr("checked")).isTrue();
    assertThat(form.select("#expiresOn").val()).isEqualTo("2999-01-31");
  }

  @Test
  void expiry_thatIsTakenAway_leavesAKeyThatNeverExpires() throws Exception {
    change("day", "2999-01-31");

    Document list = change("never", "2999-01-31");

    assertThat(list.select("[role=status]").text()).contains("The key never expires.");
    assertThat(expires()).isEqualTo("Never");
    assertThat(ada.page("/dev-center/audit?key=" + Keys.idOf(text)).select("tbody").text())
        .contains("Key expiry updated", "From: 1 Feb 2999, 00:00 UTC", "To: never");
  }

  @ParameterizedTest
  @CsvSource({
    "day, 2001-01-31, expiresOn, in the future",
    "day, '', expiresOn, Choose the last day",
    "day, 31.1.2999, expiresOn, year-month-day",
    "day, +999999999-12-31, expiresOn, year-month-day",
    "'', 2999-01-31, when, Choose when",
    "later, 2999-01-31, when, Choose when",
  })
  void expiry_thatCanNotBe_isExplainedAtItsFieldAndNothingIsLost(
      String when, String day, String field, String words) throws Exception {
    HttpResponse<String> answer = send(when, day);

    Document page = ada.parse(answer);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page.select("#" + field + "-error").text()).contains(words);
    assertThat(page.select("#expiresOn").val()).isEqualTo(day);
    assertThat(page.select("[value=day]").hasAttr("checked")).isEqualTo(when.equals("day"));
    assertThat(expires()).isEqualTo("Never");
  }

  @Test
  void key_thatHasEnded_offersNoExpiryAndTakesNone() throws Exception {
    Document form = ada.page(address("expiry"));
    ada.submitOn(address("revoke"), "main form", Map.of("reason", "LOST"));

    Map<String, String> fields = Map.of("when", "day", "expiresOn", "2999-01-31");
    assertThat(ada.submit(form, "main form", fields).statusCode()).isEqualTo(409);
    assertThat(row().text()).contains("Revoked").doesNotContain("Change expiry");
  }

  @Test
  void replacedKey_isToldThatItsOverlapEndsItAnyway() throws Exception {
    assertThat(ada.page(address("expiry")).text()).doesNotContain("is being replaced");
    HttpResponse<String> answer =
        ada.submitOn(address("replace"), "main form", Map.of("how", "week"));
    Keys.acknowledge(ada, ada.page(Visitor.location(answer)));

    assertThat(ada.page(address("expiry")).text()).contains("is being replaced");
  }

  private Document change(String when, String day) throws Exception {
    return ada.page(Visitor.location(send(when, day)));
  }

  private HttpResponse<String> send(String when, String day) throws Exception {
    return ada.submitOn(address("expiry"), "main form", Map.of("when", when, "expiresOn", day));
  }

  private String expires() throws Exception {
    return row().select("[data-label=Expires]").text();
  }

  private Elements row() throws Exception {
    return ada.page("/dev-center/keys?q=" + text.substring(63)).select("tbody tr");
  }

  private String address(String page) {
    return "/dev-center/keys/" + Keys.idOf(text) + "/" + page;
  }
}
