package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.AuditCheck;
import io.latchkey.HostActor;
import io.latchkey.Latchkey;
import io.latchkey.PartnerId;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be done with a key, and the audit trail that it leaves. */
class RowActionsTest {

  private static Site site;
  private static Visitor ada;

  @BeforeAll
  static void start() throws Exception {
    site = Site.start();
    ada = site.signIn("ada");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void revocation_needsAReasonAndIsForEver() throws Exception {
    String text = Keys.stored(ada, "Northwind Sourcing", "To be revoked");
    Document asked = ada.parse(ada.submitOn(address(text, "revoke"), "main form", Map.of()));
    assertThat(asked.select("#reason-error").text()).contains("Say why");
    Document long255 =
        ada.parse(
            ada.submitOn(
                address(text, "revoke"),
                "main form",
                Map.of("reason", "LEAKED", "note", "n".repeat(256))));
    assertThat(long255.select("#note-error").text()).contains("255");
    assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isTrue();

    ada.submitOn(
        address(text, "revoke"), "main form", Map.of("reason", "LEAKED", "note", "In a chat"));

    assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isFalse();
    assertThat(row(text)).contains("Revoked", "its text leaked");
    assertThat(row(text)).doesNotContain("Enable", "Replace", "Revoke ");
  }

  @Test
  void description_isChangedOrSaysWhyNot() throws Exception {
    String text = Keys.stored(ada, "Northwind Sourcing", "Before");
    Document blank =
        ada.parse(
            ada.submitOn(address(text, "description"), "main form", Map.of("description", " ")));
    assertThat(blank.select("#description-error").text()).contains("blank");

    ada.submitOn(address(text, "description"), "main form", Map.of("description", " After "));

    assertThat(row(text)).contains("After").doesNotContain("Before");
  }

  @Test
  void changedProfile_isShownAsADifferenceAndTakenOverOnDemand() throws Exception {
    String text = Keys.stored(ada, "Referral Lane", "Drifts");
    assertThat(ada.page(address(text, "permissions")).text())
        .contains("The partner requires them", "profile:referral-lane");

    site.bean(Latchkey.class)
        .partners()
        .update(
            HostActor.of("test"),
            PartnerId.of("referral-lane"),
            edit ->
                edit.requires(
                    io.latchkey.CandidateIngestion.CANDIDATE_INGESTION,
                    io.latchkey.CandidateIngestion.CANDIDATES_CREATE));

    Document page = ada.page(address(text, "permissions"));
    assertThat(page.text()).contains("has changed since");
    ada.submit(page, "main form", Map.of());
    assertThat(ada.page(address(text, "permissions")).text()).doesNotContain("has changed since");
    assertThat(ada.page("/dev-center/keys?q=drifts").select(".reveal code").eachText())
        .containsExactly("candidates.create");
  }

  @Test
  void auditTrail_ofAKey_holdsItsStoryAndIsVerified() throws Exception {
    String text = Keys.stored(ada, "Northwind Sourcing", "Audited");
    String id = Keys.idOf(text);

    Document page = ada.page("/dev-center/audit?key=" + id);

    assertThat(page.select("#verification").text()).contains("Verified", "every link holds");
    assertThat(page.select("tbody td[data-label=What]").eachText())
        .containsExactly("Key acknowledged", "Key created");
    assertThat(page.select("tbody td[data-label=Who]").eachText()).containsOnly("Ada Okafor");
    assertThat(page.text()).doesNotContain("Audited");
  }

  @Test
  void auditExport_canBeCheckedElsewhere() throws Exception {
    Keys.stored(ada, "Northwind Sourcing", "Exported");

    HttpResponse<String> export = ada.get("/dev-center/audit/export");

    assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"audit-globex-");
    assertThat(AuditCheck.of(new StringReader(export.body())).check().intact()).isTrue();
  }

  @Test
  void auditTrail_isReadPageByPage() throws Exception {
    for (int i = 0; i < 15; i++) {
      Keys.stored(ada, "Northwind Sourcing", "Many " + i);
    }

    Document page = ada.page("/dev-center/audit");
    int newest = number(page);
    int seen = page.select("tbody tr").size();
    while (page.selectFirst("a[rel=next]") != null) {
      page = ada.page(page.selectFirst("a[rel=next]").attr("href"));
      seen += page.select("tbody tr").size();
    }

    assertThat(seen).isEqualTo(newest);
    assertThat(ada.page("/dev-center/audit?before=1").text()).contains("No events");
  }

  private static int number(Document page) {
    return Integer.parseInt(page.select("tbody th").first().text());
  }

  private static String row(String text) throws Exception {
    return ada.page("/dev-center/keys?q=" + text.substring(63)).select("tbody tr").text();
  }

  private static String address(String text, String page) {
    return "/dev-center/keys/" + Keys.idOf(text) + "/" + page;
  }
}
