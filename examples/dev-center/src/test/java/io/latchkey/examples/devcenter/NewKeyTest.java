package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form that makes keys, in a browser without scripts. */
class NewKeyTest {

  private Site site;
  private Visitor ada;

  @BeforeEach
  void start() throws Exception {
    site = Site.start();
    ada = site.signIn("ada");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void lastDay_beyondAnyCalendar_isExplainedAtItsField() throws Exception {
    Map<String, String> fields = Keys.fields("Northwind Sourcing", "For ever and a day");
    fields.put("expiresOn", "+999999999-12-31");

    HttpResponse<String> answer = ada.submit(ada.page("/dev-center/keys/new"), "#new-key", fields);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(ada.parse(answer).select("#expiresOn-error").text()).contains("year-month-day");
  }

  @Test
  void form_sentTwice_makesOneKey() throws Exception {
    Document form = ada.page("/dev-center/keys/new");
    Map<String, String> fields = Keys.fields("Northwind Sourcing", "Once");

    String first = Visitor.location(ada.submit(form, "#new-key", fields));
    String text = Keys.textOn(ada.page(first));
    String second = Visitor.location(ada.submit(form, "#new-key", fields));

    assertThat(second).isEqualTo(first);
    assertThat(Keys.textOn(ada.page(second))).isEqualTo(text);
    assertThat(ada.page("/dev-center/keys").select("tbody tr")).hasSize(1);
  }

  @Test
  void form_sentManyTimesAtOnce_makesOneKey() throws Exception {
    Document form = ada.page("/dev-center/keys/new");
    Map<String, String> fields = Keys.fields("Northwind Sourcing", "Once");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<String> click = () -> Visitor.location(ada.submit(form, "#new-key", fields));
      List<Future<String>> panels = threads.invokeAll(java.util.Collections.nCopies(8, click));

      for (Future<String> panel : panels) {
        assertThat(panel.get()).isEqualTo(panels.get(0).get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ada.page("/dev-center/keys").select("tbody tr")).hasSize(1);
  }

  @Test
  void form_sentAgainAfterItsKeyWasStored_saysSoAndOffersAnother() throws Exception {
    Document form = ada.page("/dev-center/keys/new");
    Map<String, String> fields = Keys.fields("Northwind Sourcing", "Once");
    Document panel = ada.page(Visitor.location(ada.submit(form, "#new-key", fields)));
    Keys.acknowledge(ada, panel);

    HttpResponse<String> again = ada.submit(form, "#new-key", fields);

    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("has made a key already");
    assertThat(again.body()).doesNotContain(Keys.textOn(panel));
    HttpResponse<String> another = ada.submit(ada.parse(again), "#new-key", Map.of());
    assertThat(Visitor.location(another)).endsWith("/key");
  }

  @Test
  void everythingWrong_isToldAtOnceAndNothingTypedIsLost() throws Exception {
    Map<String, String> fields =
        new LinkedHashMap<>(Keys.fields("no such partner", "x".repeat(256)));
    fields.put("expiresOn", "2001-02-03");

    HttpResponse<String> answer = ada.submit(ada.page("/dev-center/keys/new"), "#new-key", fields);

    Document page = ada.parse(answer);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page.select("#partner-error").text()).contains("Choose a partner");
    assertThat(page.select("#description-error").text()).contains("255");
    assertThat(page.select("#expiresOn-error").text()).contains("future");
    assertThat(page.select("#partner").val()).isEqualTo("no such partner");
    assertThat(page.select("#description").val()).hasSize(256);
    assertThat(page.select("#expiresOn").val()).isEqualTo("2001-02-03");
    assertThat(ada.page("/dev-center/keys").select("tbody tr")).isEmpty();
  }

  @Test
  void unreadableDate_isToldTogetherWithTheRestAndMakesNoKey() throws Exception {
    Map<String, String> fields = new LinkedHashMap<>(Keys.fields("Northwind Sourcing", ""));
    fields.put("expiresOn", "tomorrow");

    Document page = ada.parse(ada.submit(ada.page("/dev-center/keys/new"), "#new-key", fields));

    assertThat(page.select(".field-error").eachText()).hasSize(2);
    assertThat(page.select("#expiresOn-error").text()).contains("year-month-day");
    assertThat(page.select("#partner").val()).isEqualTo("Northwind Sourcing");
    assertThat(ada.page("/dev-center/keys").select("tbody tr")).isEmpty();
  }

  @Test
  void partOfAName_isFoundAndPickedWithoutAScript() throws Exception {
    Document found =
        ada.parse(
            ada.submitTo(
                ada.page("/dev-center/keys/new"),
                "/dev-center/keys/new/partner",
                Keys.fields("MM", "Picked")));
    assertThat(found.select("[name=pick]").eachAttr("value"))
        .startsWith("maple-and-mast")
        .endsWith("unlisted-vendor", "custom");

    HttpResponse<String> answer = ada.submit(found, "#new-key", Map.of("pick", "maple-and-mast"));

    assertThat(ada.page(Visitor.location(answer)).text()).contains("Maple & Mast Jobs");
  }

  @Test
  void partnerWithOAuth_isAnsweredWithItsSetupSteps() throws Exception {
    Document page = ada.parse(Keys.submit(ada, "Coral Recruit", "Not lost"));

    assertThat(page.select("h2").text()).contains("Brightreef needs no key");
    assertThat(page.select("a[href=https://example.com/brightreef/connect]")).hasSize(1);
    assertThat(page.select("#new-key")).isEmpty();
    FormElement back = (FormElement) page.selectFirst("main form");
    assertThat(back.formData()).anyMatch(field -> field.value().equals("Not lost"));
    assertThat(ada.page("/dev-center/keys").select("tbody tr")).isEmpty();
  }

  @Test
  void partnersThatGetNoKey_areRefusedAtTheirField() throws Exception {
    Map<String, String> refused =
        Map.of(
            "Old Ledger Sourcing", "Retired",
            "Grey Harbor", "Suspended",
            "Tidewater Job Board", "Does not connect");
    for (Map.Entry<String, String> partner : refused.entrySet()) {
      Document page = ada.parse(Keys.submit(ada, partner.getKey(), "Kept"));

      assertThat(page.select("#partner-error").text()).startsWith(partner.getValue());
      assertThat(page.select("#partner").val()).isEqualTo(partner.getKey());
      assertThat(page.select("#description").val()).isEqualTo("Kept");
    }
  }

  @Test
  void hostileText_isEscapedEverywhere() throws Exception {
    String hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    String partner = "<script>alert('Sons')</script> & \"Sons\"";
    Document panel = ada.page(Keys.create(ada, partner, hostile));
    HttpResponse<String> handOver = ada.get(Visitor.location(Keys.acknowledge(ada, panel)));
    String id = Keys.idOf(Keys.textOn(panel));

    List<Document> pages =
        List.of(
            panel,
            ada.parse(handOver),
            ada.page("/dev-center/keys"),
            ada.page("/dev-center/keys/" + id + "/description"),
            ada.page("/dev-center/keys/" + id + "/revoke"),
            ada.page("/dev-center/audit"),
            ada.parse(Keys.submit(ada, hostile, hostile)));

    for (Document page : pages) {
      assertThat(page.select("main script, main img, main b, [onerror]")).isEmpty();
    }
    assertThat(ada.page("/dev-center/keys").select("tbody .description").text()).isEqualTo(hostile);
    assertThat(ada.page("/dev-center/keys").select("tbody td").text()).contains(partner);
  }
}
