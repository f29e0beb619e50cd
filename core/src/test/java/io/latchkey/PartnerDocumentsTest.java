package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredPartner;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerDocumentsTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").build();

  private final PartnerDocuments documents =
      new PartnerDocuments(new ApiTypes(List.of(CANDIDATE_INGESTION, JOB_BOARD)));

  /** Rows of a released version must be readable for ever: this text never changes. */
  private static final String GOLDEN =
      "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"Northwind\","
          + "\"aliases\":[\"Nord Wind\",\"Nørd \\\"Wind\\\"\"],\"connections\":{"
          + "\"candidate_ingestion\":{\"requires\":[\"candidates.create\",\"jobs.view\"]},"
          + "\"job_board\":{\"oauth_setup\":\"https://northwind.example/setup\"}},"
          + "\"contact\":{\"name\":\"Desk\",\"email\":\"keys@northwind.example\","
          + "\"url\":\"https://northwind.example/desk\"}}}";

  @Test
  void insert_writesTheGoldenForm() {
    assertThat(documents.insert(northwind()))
        .isEqualTo(new StoredPartner(new PartnerRecord("northwind", "active", 1), GOLDEN));
  }

  @Test
  void read_understandsTheGoldenForm() {
    assertThat(documents.read(row(GOLDEN))).isEqualTo(northwind());
  }

  @Test
  void read_ofABarePartner_givesIt() {
    Partner bare = Partner.listed("northwind", "Northwind").build();

    assertThat(documents.read(documents.insert(bare))).isEqualTo(bare);
  }

  @Test
  void read_emptyProfile_staysEmpty() {
    Partner partner =
        Partner.listed("northwind", "Northwind").requires(CANDIDATE_INGESTION).build();

    assertThat(documents.read(documents.insert(partner))).isEqualTo(partner);
  }

  @ParameterizedTest
  @EnumSource(PartnerStatus.class)
  void status_comesFromTheRow(PartnerStatus status) {
    StoredPartner row = new StoredPartner(new PartnerRecord("northwind", status.code(), 3), GOLDEN);

    assertThat(documents.read(row).status()).isEqualTo(status);
  }

  @Test
  void update_raisesTheVersion() {
    StoredPartner old = new StoredPartner(new PartnerRecord("northwind", "active", 41), GOLDEN);

    assertThat(documents.update(old, northwind()).record())
        .isEqualTo(new PartnerRecord("northwind", "active", 42));
  }

  @Nested
  class WhatANewerVersionWrote {

    private static final String NEWER =
        """
        {"format": 1, "signature": {"by": "v2"},
         "partner": {"id": "northwind", "display_name": "Northwind", "logo": "https://cdn.example/x",
          "aliases": [], "connections": {
            "candidate_ingestion": {"requires": ["jobs.view"], "optional": ["jobs.view"]},
            "harvest": {"mutual_tls": true, "weight": 1.50}},
          "contact": {"name": "Desk", "email": "keys@northwind.example", "phone": "555-0100"}}}
        """;

    @Test
    void read_leavesItAside() {
      Partner partner = documents.read(row(NEWER));

      assertThat(partner.displayName()).isEqualTo("Northwind");
      assertThat(partner.connections()).containsOnlyKeys(CANDIDATE_INGESTION);
    }

    @Test
    void update_keepsItAtEveryLevel() {
      StoredPartner row = row(NEWER);
      PartnerEdit edit = new PartnerEdit(documents.read(row));
      edit.displayName("Southwind").requires(CANDIDATE_INGESTION, CANDIDATES_CREATE);

      String rewritten = documents.update(row, edit.edited()).document();

      assertThat(rewritten)
          .contains("\"signature\":{\"by\":\"v2\"}")
          .contains("\"logo\":\"https://cdn.example/x\"")
          .contains(
              "\"candidate_ingestion\":{\"requires\":[\"candidates.create\"],\"optional\":[\"jobs.view\"]}")
          .contains("\"harvest\":{\"mutual_tls\":true,\"weight\":1.50}")
          .contains("\"phone\":\"555-0100\"")
          .contains("\"display_name\":\"Southwind\"");
    }

    @Test
    void update_dropsItTogetherWithWhatItBelongedTo() {
      StoredPartner row = row(NEWER);
      PartnerEdit edit = new PartnerEdit(documents.read(row));
      edit.disconnect(CANDIDATE_INGESTION).withoutContact();

      assertThat(documents.update(row, edit.edited()).document())
          .doesNotContain("candidate_ingestion", "optional", "contact", "555-0100")
          .contains("harvest");
    }

    @Test
    void update_fromKeyToOAuthAndBack_leavesNoTraceOfTheOther() {
      StoredPartner byKey = documents.insert(northwind());
      PartnerEdit edit = new PartnerEdit(documents.read(byKey));
      edit.connectsByOAuth(CANDIDATE_INGESTION, URI.create("https://northwind.example/oauth"))
          .requires(JOB_BOARD);

      assertThat(documents.update(byKey, edit.edited()).document())
          .contains("\"candidate_ingestion\":{\"oauth_setup\":\"https://northwind.example/oauth\"}")
          .contains("\"job_board\":{\"requires\":[]}");
    }
  }

  @Nested
  class Unreadable {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "canary",
          "[]",
          "null",
          "{}",
          "{\"format\":1}",
          "{\"format\":1,\"partner\":[\"canary\"]}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\"}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"canary\"}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":7,\"connections\":{}}}",
          "{\"format\":2,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\",\"connections\":{}}}",
          "{\"format\":1,\"partner\":{\"id\":\"canary\",\"display_name\":\"N\",\"connections\":{}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"id\":\"canary\",\"display_name\":\"N\","
              + "\"connections\":{}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\","
              + "\"connections\":{\"candidate_ingestion\":{}}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\","
              + "\"connections\":{\"candidate_ingestion\":null}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\","
              + "\"connections\":{\"candidate_ingestion\":{\"oauth_setup\":\"canary:x\"}}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\",\"connections\":{\"candidate_ingestion\":{\"oauth_setup\":\"https://canary"
              + " x\"}}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\","
              + "\"connections\":{\"candidate_ingestion\":{\"requires\":[null]}}}}",
          "{\"format\":1,\"partner\":{\"id\":\"northwind\",\"display_name\":\"N\","
              + "\"connections\":{},\"contact\":{\"name\":\"canary\"}}}"
        })
    void document_thatIsNoPartner_isUnreadableAndNotRepeated(String document) {
      assertUnreadable(row(document)).withMessageNotContaining("canary");
    }

    @Test
    void permission_outsideTheUniverse_isUnreadableRatherThanLeftOut() {
      assertUnreadable(row(GOLDEN.replace("\"jobs.view\"", "\"jobs.edit\"")))
          .withMessageContaining("jobs.edit");
    }

    @Test
    void status_thatIsUnknown_isUnreadable() {
      assertUnreadable(new StoredPartner(new PartnerRecord("northwind", "paused", 1), GOLDEN))
          .withMessageContaining("status");
    }

    private org.assertj.core.api.ThrowableAssertAlternative<UnreadableRecordException>
        assertUnreadable(StoredPartner row) {
      return assertThatExceptionOfType(UnreadableRecordException.class)
          .isThrownBy(() -> documents.read(row))
          .satisfies(e -> assertThat(e.recordId()).isEqualTo("northwind"));
    }
  }

  @Test
  void document_largerThanARecord_isRefusedBeforeTheStoreSeesIt() {
    String document = documents.insert(bare()).document();
    int room = 65_536 - document.length() - "\"filler\":\"\",".length() - "\"Nord\"".length();
    StoredPartner row = row("{\"filler\":\"" + "x".repeat(room) + "\"," + document.substring(1));
    PartnerEdit fits = new PartnerEdit(documents.read(row)).alias("Nord");
    PartnerEdit doesNot = new PartnerEdit(documents.read(row)).alias("Norda");

    assertThat(documents.update(row, fits.edited()).document()).hasSize(65_536);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> documents.update(row, doesNot.edited()))
        .withMessageContaining("65536");
  }

  private static Partner bare() {
    return Partner.listed("northwind", "N").build();
  }

  private static Partner northwind() {
    return Partner.listed("northwind", "Northwind")
        .alias("Nord Wind")
        .alias("Nørd \"Wind\"")
        .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
        .connectsByOAuth(JOB_BOARD, URI.create("https://northwind.example/setup"))
        .contact(
            PartnerContact.builder("Desk")
                .email("keys@northwind.example")
                .url(URI.create("https://northwind.example/desk"))
                .build())
        .build();
  }

  private static StoredPartner row(String document) {
    return new StoredPartner(new PartnerRecord("northwind", "active", 1), document);
  }
}
