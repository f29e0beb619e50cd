package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueReaderTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").build();

  private static final String RIGHT =
      """
      {
        "format": 1,
        "partners": [
          {
            "id": "northwind",
            "display_name": "Northwind",
            "aliases": ["Nord Wind"],
            "status": "retired",
            "connections": {
              "candidate_ingestion": {"requires": ["candidates.create", "jobs.view"]},
              "job_board": {"oauth_setup": "https://northwind.example/setup"}
            },
            "contact": {"name": "Desk", "email": "keys@northwind.example", "url": "https://northwind.example"}
          },
          {"id": "southwind", "display_name": "Southwind", "connections": {}}
        ]
      }
      """;

  private final CatalogueReader reader =
      new CatalogueReader(new ApiTypes(List.of(CANDIDATE_INGESTION, JOB_BOARD)), new BeanChecks());

  @Test
  void document_thatIsRight_givesItsPartnersInOrder() {
    List<Partner> partners = read(RIGHT);

    assertThat(partners)
        .extracting(partner -> partner.id().value())
        .containsExactly("northwind", "southwind");
    assertThat(partners.get(0).status()).isEqualTo(PartnerStatus.RETIRED);
    assertThat(partners.get(1)).isEqualTo(Partner.listed("southwind", "Southwind").build());
    PartnerDraft active = new PartnerDraft(partners.get(0));
    active.status(PartnerStatus.ACTIVE);
    assertThat(active.toPartner())
        .isEqualTo(
            Partner.listed("northwind", "Northwind")
                .alias("Nord Wind")
                .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
                .connectsByOAuth(JOB_BOARD, URI.create("https://northwind.example/setup"))
                .contact(
                    PartnerContact.builder("Desk")
                        .email("keys@northwind.example")
                        .url(URI.create("https://northwind.example"))
                        .build())
                .build());
  }

  @Test
  void document_withoutPartners_isRight() {
    assertThat(read("{\"format\":1,\"partners\":[]}")).isEmpty();
  }

  @Test
  void document_withByteOrderMark_isRight() {
    assertThat(read("\uFEFF" + RIGHT)).hasSize(2);
  }

  @Test
  void partner_retired_isReadAsRetiredAndNullsCountAsAbsent() {
    assertThat(
            read(
                """
                {"format":1,"partners":[{"id":"a","display_name":"A","aliases":null,"status":null,
                 "connections":{},"contact":null}]}
                """))
        .containsExactly(Partner.listed("a", "A").build());
  }

  @Nested
  class WhatIsWrong {

    /** One document with a mistake of every kind; nothing hides anything else. */
    @Test
    void document_withManyMistakes_isToldAllOfThemWithTheirPlaces() {
      String document =
          """
          {
            "format": 2,
            "colour": "blue",
            "partners": [
              {"id": "no spaces", "display_name": "", "connections": {}},
              {"id": "a", "display_name": "%s", "aliases": ["ok", 7, null, "OK"], "connections": []},
              {"id": "a", "display_name": "Alpha\\u0000", "status": "suspended", "logo": 1,
               "connections": {
                 "candidate_ingestion": {"requires": ["jobs.view", "jobs.edit", "jobs.view"], "x y": 1},
                 "job_board": {"oauth_setup": "http://alpha.example"},
                 "harvest": {"requires": []}}},
              {"id": "b", "display_name": "Beta", "display_name": "Beta",
               "connections": {"job_board": {}, "candidate_ingestion":
                 {"requires": [], "oauth_setup": "https://beta.example"}},
               "contact": {"name": "Desk"}},
              {"id": "custom", "display_name": "BÉTA", "connections": {"job_board": null},
               "contact": {"name": "Desk", "email": "nobody", "url": "ftp://x.example"}},
              "partner",
              null
            ]
          }
          """
              .formatted("x".repeat(101));

      assertThat(violations(document))
          .containsExactlyInAnyOrder(
              "$.format: must be 1, the only format there is",
              "$.colour: is not a property of the format",
              "$.partners[0].id: must be 1 to 64 ASCII letters, digits and . _ : | -, a letter or"
                  + " digit first",
              "$.partners[0].display_name: must have a letter or digit",
              "$.partners[1].display_name: must have at most 100 characters",
              "$.partners[1].aliases[1]: must be a text",
              "$.partners[1].aliases[2]: is missing",
              "$.partners[1].aliases[3]: reads like another name of the partner",
              "$.partners[1].connections: must be an object",
              "$.partners[2].id: is the id of another partner in this document",
              "$.partners[2].display_name: must not have control or invisible characters",
              "$.partners[2].status: must be active or retired; a partner is suspended by an"
                  + " operation of its own",
              "$.partners[2].logo: is not a property of the format",
              "$.partners[2].connections.candidate_ingestion.requires[1]: is not a permission of"
                  + " API type candidate_ingestion",
              "$.partners[2].connections.candidate_ingestion.requires[2]: stands twice",
              "$.partners[2].connections.candidate_ingestion['x y']: is not a property of the"
                  + " format",
              "$.partners[2].connections.job_board.oauth_setup: must be an https address",
              "$.partners[2].connections.harvest: is not an API type of this host",
              "$.partners[3].display_name: stands twice",
              "$.partners[3].connections.job_board: must have either requires or oauth_setup",
              "$.partners[3].connections.candidate_ingestion: must have either requires or"
                  + " oauth_setup",
              "$.partners[3].contact: must have an email or a url",
              "$.partners[4].id: is the id of a built-in partner",
              "$.partners[4].display_name: reads like that of another partner in this document",
              "$.partners[4].connections.job_board: is missing",
              "$.partners[4].contact.email: must be an e-mail address",
              "$.partners[4].contact.url: must be an https address",
              "$.partners[5]: must be an object",
              "$.partners[6]: is missing");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        quoteCharacter = '^',
        textBlock =
            """
            {} ~ $.format: is missing
            {} ~ $.partners: is missing
            [] ~ $: must be an object
            7 ~ $: must be an object
            null ~ $.format: is missing
            {'format':'1'} ~ $.format: must be a small whole number
            {'format':1.0} ~ $.format: must be a small whole number
            {'format':1e0} ~ $.format: must be a small whole number
            {'format':0} ~ $.format: must be 1, the only format there is
            {'format':99999999999} ~ $.format: must be a small whole number
            {'partners':{}} ~ $.partners: must be an array
            {'partners':[{}]} ~ $.partners[0].id: is missing
            {'partners':[{}]} ~ $.partners[0].display_name: is missing
            {'partners':[{}]} ~ $.partners[0].connections: is missing
            {'partners':[{'id':true}]} ~ $.partners[0].id: must be a text
            {'partners':[{'id':''}]} ~ $.partners[0].id: must be 1 to 64 ASCII letters, digits and . _ : | -, a letter or digit first
            {'partners':[{'aliases':'a'}]} ~ $.partners[0].aliases: must be an array
            {'partners':[{'contact':''}]} ~ $.partners[0].contact: must be an object
            {'partners':[{'contact':{'email':'a@b.example'}}]} ~ $.partners[0].contact.name: is missing
            {'partners':[{'contact':{'email':{}}}]} ~ $.partners[0].contact.email: must be a text
            {'partners':[{'connections':{'job_board':7}}]} ~ $.partners[0].connections.job_board: must be an object
            {'partners':[{'connections':{'job_board':{'requires':'jobs.view'}}}]} ~ $.partners[0].connections.job_board.requires: must be an array
            {'partners':[{'connections':{'job_board':{'requires':[[]]}}}]} ~ $.partners[0].connections.job_board.requires[0]: must be a text
            {'partners':[{'connections':{'job_board':{'requires':[null]}}}]} ~ $.partners[0].connections.job_board.requires[0]: is missing
            {'partners':[{'connections':{'JOB_BOARD':{}}}]} ~ $.partners[0].connections.JOB_BOARD: is not an API type of this host
            {'format':1,'format':1} ~ $.format: stands twice
            """)
    void mistake_isNamedByItsPlace(String document, String violation) {
      assertThat(violations(document.replace('\'', '"'))).contains(violation);
    }

    @Test
    void wrongType_isNotCalledMissingAsWell() {
      assertThat(
              violations(
                  "{\"format\":\"1\",\"partners\":[{\"id\":7,\"display_name\":\"A\",\"connections\":7}]}"))
          .containsExactly(
              "$.format: must be a small whole number",
              "$.partners[0].connections: must be an object",
              "$.partners[0].id: must be a text");
    }

    @Test
    void wrongTypeOfConnection_isNotCalledAbsentAsWell() {
      assertThat(
              violations(
                  "{\"format\":1,\"partners\":[{\"id\":\"a\",\"display_name\":\"A\",\"connections\":"
                      + "{\"job_board\":{\"requires\":7}},\"contact\":{\"name\":\"A\",\"url\":7}}]}"))
          .containsExactly(
              "$.partners[0].connections.job_board.requires: must be an array",
              "$.partners[0].contact.url: must be a text");
    }

    @Test
    void violations_areInTheOrderOfTheDocument() {
      StringBuilder document = new StringBuilder("{\"format\":1,\"partners\":[");
      for (int i = 0; i < 12; i++) {
        document.append("{\"id\":\"p").append(i).append("\",\"connections\":{}},");
      }

      assertThat(violations(document.append("{}]}").toString()))
          .element(2)
          .isEqualTo("$.partners[2].display_name: is missing");
    }

    @Test
    void counts_areBounded() {
      String aliases = "\"a\",".repeat(50) + "\"a\"";
      String permissions = "\"jobs.view\",".repeat(64) + "\"jobs.view\"";

      assertThat(violations("{\"format\":1,\"partners\":[" + "null,".repeat(10_000) + "null]}"))
          .contains("$.partners: must hold at most 10000 partners");
      assertThat(
              violations(
                  "{\"partners\":[{\"aliases\":["
                      + aliases
                      + "],\"connections\":{\"job_board\":{\"requires\":["
                      + permissions
                      + "]}}}]}"))
          .contains(
              "$.partners[0].aliases: must hold at most 50 aliases",
              "$.partners[0].connections.job_board.requires: must hold at most 64 permissions");
    }

    @Test
    void violations_beyondTheFirstFiveHundred_areCounted() {
      List<String> violations =
          violations("{\"format\":1,\"partners\":[" + "{},".repeat(9_999) + "{}]}");

      assertThat(violations).hasSize(501);
      assertThat(violations.get(500)).isEqualTo("$: and 29500 more");
    }

    @Test
    void violations_neverRepeatWhatTheDocumentHolds() {
      String document =
          RIGHT
              .replace("\"Northwind\"", "\"canary\\u0007\"")
              .replace("\"Nord Wind\"", "\"canary\\n\"")
              .replace("keys@northwind.example", "canary@")
              .replace("https://northwind.example/setup", "http://canary.example")
              .replace("candidates.create", "canary.create")
              .replace("\"retired\"", "\"canary\"");

      InvalidRequestException refusal = refusal(document);
      assertThat(refusal.violations()).hasSize(7);
      assertThat(refusal).hasMessageNotContaining("canary");
    }

    @Test
    void path_withANameFromTheDocument_staysOnOneShortLine() {
      assertThat(violations("{\"a\\nb'" + "x-".repeat(2_500) + "\": 1}"))
          .contains("$['a\uFFFDb\\'" + "x-".repeat(18) + "…']: is not a property of the format");
    }

    @Test
    void messages_areInEnglishWhateverThePlatform() {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.GERMANY);
        assertThat(violations("{\"format\":3,\"partners\":[{}]}"))
            .contains(
                "$.format: must be 1, the only format there is", "$.partners[0].id: is missing");
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  @Nested
  class WhatIsNoDocument {

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        quoteCharacter = '^',
        value = {
          "{<newline>  canary ~ line 2, column 3",
          "{\"format\": 1, canary} ~ line 1, column 15",
          "[1, 2 ~ line 1, column 6",
          "'canary' ~ line 1, column 1",
          "{\"a\": \"canary ~ line 1, column 14",
          "{\"a\": 01} ~ line 1, column 8",
          "{\"a\": NaN} ~ line 1, column 10",
        })
    void text_thatIsNoJson_isToldWhere(String text, String where) {
      assertThat(violations(text.replace("<newline>", "\n")))
          .containsExactly("$: is not JSON that can be read, " + where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "\uFEFF"})
    void text_thatIsEmpty_isRefused(String text) {
      assertThat(violations(text)).containsExactly("$: is empty");
    }

    @Test
    void text_thatGoesOn_isRefused() {
      assertThat(violations(RIGHT + "{}"))
          .singleElement()
          .asString()
          .isEqualTo("$: goes on after its end, line 18, column 1");
    }

    @Test
    void nesting_isBounded() {
      assertThat(violations("[".repeat(100_000)))
          .singleElement()
          .asString()
          .startsWith("$: is not JSON that can be read");
    }

    @Test
    void bytes_thatAreNotUtf8_areRefused() {
      byte[] latin = RIGHT.replace("Nord", "Nørd").getBytes(StandardCharsets.ISO_8859_1);

      assertThat(refusal(new ByteArrayInputStream(latin)).violations())
          .containsExactly(new Violation("$", "is not UTF-8 text"));
      assertThat(
              refusal(new ByteArrayInputStream(RIGHT.getBytes(StandardCharsets.UTF_16)))
                  .violations())
          .hasSize(1);
    }

    @Test
    void size_isBoundedAndNoMoreIsRead() {
      String right = "{\"format\":1,\"partners\":[]}";
      String largest = right + " ".repeat(CatalogueReader.MAX_BYTES - right.length());
      assertThat(read(largest)).isEmpty();

      assertThat(refusal(largest + " ").violations())
          .containsExactly(new Violation("$", "is larger than 4194304 bytes"));
      assertThat(refusal(new Endless()).violations()).hasSize(1);
    }

    @Test
    void stream_thatFails_saysSo() {
      InputStream failing =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("disk");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              throw new IOException("disk");
            }
          };

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> reader.read(failing))
          .withRootCauseInstanceOf(IOException.class);
    }

    @Test
    void stream_isNotClosed() {
      boolean[] closed = new boolean[1];
      InputStream stream =
          new ByteArrayInputStream(RIGHT.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
              closed[0] = true;
            }
          };

      assertThat(reader.read(stream)).hasSize(2);
      assertThat(closed[0]).isFalse();
    }
  }

  /** Whatever stands in a document, the answer is partners or a refusal. */
  @Test
  void document_mutatedAtRandom_neverFailsOtherwise() {
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = RIGHT.getBytes(StandardCharsets.UTF_8);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "{}[]\",:1ae\\u \n\0".charAt(random.nextInt(15));
      }
      try {
        assertThat(reader.read(new ByteArrayInputStream(bytes))).isNotNull();
      } catch (InvalidRequestException e) {
        refused++;
        assertThat(e.violations()).isNotEmpty();
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void document_ofTheGreatestSize_isRead() {
    StringBuilder document = new StringBuilder("{\"format\":1,\"partners\":[");
    for (int i = 0; i < 10_000; i++) {
      document
          .append(i == 0 ? "" : ",")
          .append("{\"id\":\"partner-" + i + "\",\"display_name\":\"Partner " + i + "\",")
          .append("\"connections\":{\"candidate_ingestion\":{\"requires\":[\"jobs.view\"]}}}");
    }

    assertThat(read(document.append("]}").toString())).hasSize(10_000);
  }

  private List<Partner> read(String document) {
    return reader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }

  private InvalidRequestException refusal(String document) {
    return refusal(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }

  private InvalidRequestException refusal(InputStream document) {
    InvalidRequestException refusal =
        catchThrowableOfType(InvalidRequestException.class, () -> reader.read(document));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_REQUEST);
    return refusal;
  }

  private List<String> violations(String document) {
    return refusal(document).violations().stream().map(Violation::toString).toList();
  }

  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) ' ');
      return length;
    }
  }
}
