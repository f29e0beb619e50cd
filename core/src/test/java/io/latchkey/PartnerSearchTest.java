package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerSearchTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").build();

  @Test
  void search_ordersByHowWellANameFits() {
    Partner inside = Partner.listed("p1", "Newnorth").build();
    Partner aliasWord = Partner.listed("p2", "Beta").alias("Big North Jobs").build();
    Partner wholeAlias = Partner.listed("p3", "Gamma").alias("North").build();
    Partner word = Partner.listed("p4", "Alpha North").build();
    Partner start = Partner.listed("p5", "Northwind").build();
    Partner whole = Partner.listed("p6", "North").build();
    Partner insideAlias = Partner.listed("p7", "Zeta").alias("Farnorth").build();
    Partner other = Partner.listed("p8", "Omega").build();

    List<Partner> found =
        search(inside, aliasWord, wholeAlias, word, start, whole, insideAlias, other)
            .find(text("north"));

    assertThat(found)
        .containsExactly(
            whole,
            start,
            word,
            wholeAlias,
            aliasWord,
            inside,
            insideAlias,
            Partner.UNLISTED_VENDOR,
            Partner.CUSTOM);
  }

  @Test
  void search_amongEquals_ordersByNameThenId() {
    Partner b = Partner.listed("b", "Émile Jobs").build();
    Partner c = Partner.listed("c", "emile jobs").build();
    Partner a = Partner.listed("a", "Zed Jobs").build();

    assertThat(listed(search(a, c, b).find(text("jobs")))).containsExactly(b, c, a);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Société Générale d'Été",
        "societe generale d'ete",
        "SOCIÉTÉ",
        "générale",
        "Ｓｏｃｉｅｔｅ",
        "société  générale",
        "  ete ",
        "ciete",
        "so\u0301ciete"
      })
  void search_ignoresCaseAccentsWidthAndSpacing(String typed) {
    Partner partner = Partner.listed("sg", "Société Générale d'Été").build();

    assertThat(listed(search(partner).find(text(typed)))).containsExactly(partner);
  }

  @Test
  void search_takesNoTextAsAPattern() {
    Partner partner = Partner.listed("p", "C++ Jobs (.*)").build();

    assertThat(listed(search(partner).find(text("c++")))).containsExactly(partner);
    assertThat(listed(search(partner).find(text(".")))).containsExactly(partner);
    assertThat(listed(search(partner).find(text("c.")))).isEmpty();
    assertThat(listed(search(partner).find(text("[")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3000"})
  void search_blank_findsEveryPartnerByName(String blank) {
    Partner b = Partner.listed("1", "B").build();
    Partner a = Partner.listed("2", "A").build();

    assertThat(listed(search(b, a).find(text(blank)))).containsExactly(a, b);
  }

  @Test
  void search_nothingFits_findsTheBuiltInsAlone() {
    assertThat(search(Partner.listed("p", "Northwind").build()).find(text("zzz")))
        .containsExactly(Partner.UNLISTED_VENDOR, Partner.CUSTOM);
    assertThat(search().find(text("n".repeat(1_000_000))))
        .containsExactly(Partner.UNLISTED_VENDOR, Partner.CUSTOM);
  }

  @Test
  void builtIns_areLastWhateverIsLookedFor() {
    Partner custom = Partner.listed("p", "Unlisted custom vendors").build();

    assertThat(search(custom).find(text("custom").limit(1)))
        .containsExactly(custom, Partner.UNLISTED_VENDOR, Partner.CUSTOM);
  }

  @Test
  void limit_keepsTheBestAndDoesNotCountTheBuiltIns() {
    Partner inside = Partner.listed("a", "Anorth").build();
    Partner whole = Partner.listed("b", "North").build();

    assertThat(search(inside, whole).find(text("north").limit(1)))
        .containsExactly(whole, Partner.UNLISTED_VENDOR, Partner.CUSTOM);
  }

  @Test
  void limit_isAHundredUnlessSaidOtherwise() {
    Partner[] many = new Partner[101];
    for (int i = 0; i < many.length; i++) {
      many[i] = Partner.listed("p" + i, "Partner " + i).build();
    }

    assertThat(listed(search(many).find(text("partner")))).hasSize(100);
    assertThat(listed(search(many).find(text("partner").limit(1_000)))).hasSize(101);
    assertThatIllegalArgumentException().isThrownBy(() -> text("x").limit(0));
  }

  @Test
  void apiType_keepsPartnersThatConnectToItByKeyOrOAuth() {
    Partner byKey = Partner.listed("a", "A").requires(CANDIDATE_INGESTION, JOBS_VIEW).build();
    Partner byOAuth =
        Partner.listed("b", "B")
            .connectsByOAuth(CANDIDATE_INGESTION, URI.create("https://b.example/"))
            .build();
    Partner otherType = Partner.listed("c", "C").requires(JOB_BOARD).build();

    assertThat(search(byKey, byOAuth, otherType).find(text("").apiType(CANDIDATE_INGESTION)))
        .containsExactly(byKey, byOAuth, Partner.UNLISTED_VENDOR, Partner.CUSTOM);
  }

  @Test
  void activeOnly_leavesOutSuspendedAndRetiredPartners() {
    Partner active = Partner.listed("a", "A").build();
    Partner suspended = withStatus(Partner.listed("b", "B").build(), PartnerStatus.SUSPENDED);
    Partner retired = withStatus(Partner.listed("c", "C").build(), PartnerStatus.RETIRED);
    PartnerSearch search = search(active, suspended, retired);

    assertThat(listed(search.find(text("")))).containsExactly(active, suspended, retired);
    assertThat(listed(search.find(text("").activeOnly()))).containsExactly(active);
  }

  @Test
  void result_isImmutable() {
    List<Partner> found = search().find(text(""));

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> found.remove(0));
  }

  @Test
  void query_saysWhatItAsksForAndNotWhatWasTyped() {
    PartnerQuery query = text("north").apiType(JOB_BOARD).activeOnly().limit(7);

    assertThat(query.text()).isEqualTo("north");
    assertThat(query.apiType()).contains(JOB_BOARD);
    assertThat(query.isActiveOnly()).isTrue();
    assertThat(query.limit()).isEqualTo(7);
    assertThat(query).hasToString("PartnerQuery[apiType=job_board, activeOnly=true, limit=7]");
  }

  private static PartnerSearch search(Partner... listed) {
    return new PartnerSearch(Stream.of(listed).map(PartnerNames::of).toList());
  }

  private static PartnerQuery text(String text) {
    return PartnerQuery.text(text);
  }

  private static List<Partner> listed(List<Partner> found) {
    return found.stream().filter(partner -> partner.kind() == PartnerKind.LISTED).toList();
  }

  private static Partner withStatus(Partner partner, PartnerStatus status) {
    PartnerDraft draft = new PartnerDraft(partner);
    draft.status(status);
    return draft.toPartner();
  }
}
