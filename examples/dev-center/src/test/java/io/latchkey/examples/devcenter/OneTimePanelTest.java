package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.Latchkey;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A key is shown to the session that made it, until it is stored or given up, and never again. */
class OneTimePanelTest {

  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start("--devcenter.closing-grace=0s");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void pendingKey_isShownAgainToItsSessionAlone() throws Exception {
    Visitor ada = site.signIn("ada");
    String address = Keys.create(ada, "Northwind Sourcing", "Mine");
    String text = Keys.textOn(ada.page(address));

    assertThat(Keys.textOn(ada.page(address))).isEqualTo(text);
    for (String user : new String[] {"ada", "ben"}) {
      HttpResponse<String> other = site.signIn(user).get(address);
      assertThat(other.statusCode()).isEqualTo(410);
      assertThat(other.body()).doesNotContain(text);
    }
  }

  @Test
  void keyNotCopied_isAcknowledgedOnlyAfterAReminder() throws Exception {
    Visitor ada = site.signIn("ada");
    Document panel = ada.page(Keys.create(ada, "Northwind Sourcing", "Reminder"));

    String reminded = Visitor.location(ada.submit(panel, "#acknowledge", Map.of()));
    Document again = ada.page(reminded);

    assertThat(again.text()).contains("The key has not been copied yet");
    assertThat(Keys.textOn(again)).isEqualTo(Keys.textOn(panel));
    HttpResponse<String> sure = ada.submit(again, "#acknowledge", Map.of("sure", "yes"));
    assertThat(Visitor.location(sure)).endsWith("/hand-over");
  }

  @Test
  void storedKey_isOnNoPageAnyMore() throws Exception {
    Visitor ada = site.signIn("ada");
    String address = Keys.create(ada, "Northwind Sourcing", "Stored");
    Document panel = ada.page(address);
    String text = Keys.textOn(panel);
    String secret = text.substring(text.length() - 39, text.length() - 6);

    HttpResponse<String> handOver = ada.get(Visitor.location(Keys.acknowledge(ada, panel)));

    HttpResponse<String> back = ada.get(address);
    assertThat(back.statusCode()).isEqualTo(410);
    List<HttpResponse<String>> pages =
        List.of(
            handOver,
            back,
            ada.get("/dev-center/keys"),
            ada.get("/dev-center/audit"),
            ada.get("/dev-center/audit/export"));
    assertThat(pages).noneMatch(page -> page.body().contains(secret));
    assertThat(handOver.body()).contains("Northwind integrations desk", text.substring(63));
    assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isTrue();
  }

  @Test
  void discardedKey_isAbandonedAtOnce() throws Exception {
    Visitor ada = site.signIn("ada");
    String address = Keys.create(ada, "Northwind Sourcing", "Discarded");
    Document panel = ada.page(address);

    ada.submit(panel, "form[action$=discard]", Map.of());

    assertThat(row(ada, "Discarded")).contains("Abandoned");
    assertThat(ada.get(address).statusCode()).isEqualTo(410);
    assertThat(ada.parse(Keys.acknowledge(ada, panel)).text()).contains("This can’t be done");
  }

  @Test
  void panelLeftInEveryTab_abandonsTheKey() throws Exception {
    Visitor ada = site.signIn("ada");
    String address = Keys.create(ada, "Northwind Sourcing", "Left");
    Document first = ada.page(address);
    Document second = ada.page(address);

    assertThat(ada.submit(first, "#left", Map.of()).statusCode()).isEqualTo(204);
    // The same news twice does not count for the tab that is still there.
    ada.submit(first, "#left", Map.of());
    assertThat(row(ada, "Left")).contains("Not stored yet");
    ada.submit(second, "#left", Map.of());

    await().untilAsserted(() -> assertThat(row(ada, "Left")).contains("Abandoned"));
    assertThat(ada.get(address).statusCode()).isEqualTo(410);
  }

  @Test
  void sessionThatEnds_abandonsItsKeys() throws Exception {
    Visitor ada = site.signIn("ada");
    Document panel = ada.page(Keys.create(ada, "Northwind Sourcing", "Signed out"));

    ada.submit(panel, "form[action=/sign-out]", Map.of());

    assertThat(row(site.signIn("ada"), "Signed out")).contains("Abandoned");
  }

  private static String row(Visitor visitor, String description) throws Exception {
    return visitor
        .page("/dev-center/keys?q=" + description.replace(" ", "+"))
        .select("tbody tr")
        .text();
  }
}
