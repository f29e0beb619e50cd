package io.latchkey.examples.devcenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Latchkey;
import io.latchkey.testing.ManualTime;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of keys: what it shows, searching, filtering and turning pages. */
class KeyListTest {

  private static Site site;
  private static Visitor ada;
  private static Visitor dora;
  private static String first;

  @BeforeAll
  static void start() throws Exception {
    site = Site.start(List.of(StoppedClock.class), "--devcenter.page-size=3");
    ada = site.signIn("ada");
    dora = site.signIn("dora");
    first = Keys.stored(ada, "Northwind Sourcing", "Alpha Ünïcode");
    later();
    Keys.stored(ada, "Teamwise", "Beta");
    later();
    Keys.stored(ada, "Custom", "Gamma");
    later();
    Keys.create(ada, "Campus Orbit", "Delta");
    later();
    Keys.stored(ada, "Teamwise", "Epsilon 100%");
    assertThat(site.bean(Latchkey.class).verifier().verify(first).accepted()).isTrue();
    site.bean(Latchkey.class).flushUses();
    ada.submitOn("/dev-center/keys?q=gamma", "form[action$=disable]", Map.of());
  }

  private static void later() {
    site.bean(ManualTime.class).advance(Duration.ofMillis(10));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void row_showsWhatThereIsToKnow() throws Exception {
    Element row = ada.page("/dev-center/keys?q=alpha").selectFirst("tbody tr");

    assertThat(row.text())
        .contains(
            "Alpha Ünïcode",
            "…" + first.substring(63),
            "Northwind Sourcing",
            "Candidate ingestion",
            "Active",
            "by Ada Okafor",
            "candidates.create",
            "jobs.view",
            "UTC");
    assertThat(row.select("[data-label=Expires]").text()).isEqualTo("Never");
    assertThat(row.select("[data-label='Last used'] time")).hasSize(1);
  }

  @Test
  void pages_showEveryKeyOnceNewestFirst() throws Exception {
    List<String> seen = new ArrayList<>();
    Document page = ada.page("/dev-center/keys");
    seen.addAll(page.select(".description").eachText());
    while (page.selectFirst("a[rel=next]") != null) {
      page = ada.page(page.selectFirst("a[rel=next]").attr("href"));
      seen.addAll(page.select(".description").eachText());
    }

    assertThat(seen).containsExactly("Epsilon 100%", "Delta", "Gamma", "Beta", "Alpha Ünïcode");
  }

  @Test
  void search_findsDescriptionsWhateverTheirCaseAndAccents() throws Exception {
    assertThat(found("q=UNICODE")).containsExactly("Alpha Ünïcode");
    assertThat(found("q=100%25")).containsExactly("Epsilon 100%");
    assertThat(found("q=%25")).containsExactly("Epsilon 100%");
  }

  @Test
  void search_findsTheEndOfAKey() throws Exception {
    assertThat(found("q=" + first.substring(63))).containsExactly("Alpha Ünïcode");
    assertThat(found("q=%E2%80%A6" + first.substring(63))).containsExactly("Alpha Ünïcode");
  }

  @Test
  void wholeKeyPastedIntoTheSearch_doesNotStayInTheAddress() throws Exception {
    HttpResponse<String> answer = ada.get("/dev-center/keys?q=+" + first);

    assertThat(Visitor.location(answer)).isEqualTo("/dev-center/keys?q=" + first.substring(63));
    assertThat(answer.body()).doesNotContain(first);
  }

  /** What stands in braces was taken for a variable, and a plus for a space. */
  @Test
  void search_forCharactersOfAddresses_isKeptFromPageToPage() throws Exception {
    String odd = "C++ {q} a&b=c%41 #1";
    for (int i = 0; i < 4; i++) {
      Keys.stored(dora, "Teamwise", odd + " " + i);
    }
    Document page = dora.page("/dev-center/keys?q=" + URLEncoder.encode(odd, UTF_8));
    String next = page.selectFirst("a[rel=next]").attr("href");

    List<String> seen = new ArrayList<>(page.select(".description").eachText());
    seen.addAll(dora.page(next).select(".description").eachText());
    assertThat(seen).containsExactlyInAnyOrder(odd + " 0", odd + " 1", odd + " 2", odd + " 3");
    assertThat(dora.page(next).select("#q").val()).isEqualTo(odd);
    String pasted = "/dev-center/keys?type=%7Bx%7D&q=" + first;
    assertThat(Visitor.location(dora.get(pasted)))
        .endsWith("?q=" + first.substring(63) + "&type=%7Bx%7D");
  }

  @Test
  void filters_narrow() throws Exception {
    assertThat(found("state=pending")).containsExactly("Delta");
    assertThat(found("state=disabled")).containsExactly("Gamma");
    assertThat(found("state=active")).containsExactly("Epsilon 100%", "Beta", "Alpha Ünïcode");
    assertThat(found("state=ended")).isEmpty();
    assertThat(found("partner=teamwise&state=live")).containsExactly("Epsilon 100%", "Beta");
    assertThat(found("type=job_board")).isEmpty();
    assertThat(found("use=never&partner=northwind-sourcing")).isEmpty();
    assertThat(found("use=expiring")).isEmpty();
  }

  @Test
  void filtersThatNobodyKnows_narrowNothing() throws Exception {
    assertThat(found("state=x&type=y&use=z&partner=%00&q=++")).hasSize(3);
  }

  @Test
  void cursorThatIsNone_isAnsweredAndNoMore() throws Exception {
    assertThat(ada.get("/dev-center/keys?cursor=garbage").statusCode()).isEqualTo(400);
  }

  private static List<String> found(String query) throws Exception {
    return ada.page("/dev-center/keys?" + query).select(".description").eachText();
  }
}
