package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.PartnerConnection.OAuthConnection;
import java.net.URI;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").build();
  private static final URI SETUP = URI.create("https://northwind.example/setup");

  @Test
  void listed_withNothingElse_isActiveAndBare() {
    Partner partner = northwind().build();

    assertThat(partner.id()).isEqualTo(PartnerId.of("northwind"));
    assertThat(partner.displayName()).isEqualTo("Northwind");
    assertThat(partner.kind()).isEqualTo(PartnerKind.LISTED);
    assertThat(partner.status()).isEqualTo(PartnerStatus.ACTIVE);
    assertThat(partner.aliases()).isEmpty();
    assertThat(partner.contact()).isEmpty();
    assertThat(partner.connection(CANDIDATE_INGESTION)).isEmpty();
  }

  @Nested
  class Names {

    @Test
    void id_ofWrongForm_isRefused() {
      assertThatIllegalArgumentException().isThrownBy(() -> Partner.listed("no spaces", "Name"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "   ",
          "\u00A0",
          "…",
          " Northwind",
          "Northwind\u3000",
          "North\nwind",
          "North\u0000wind",
          "North\u202Ewind",
          "North\u200Bwind",
          "North\u2028wind",
          "North\uD800wind"
        })
    void name_thatCantBeShownAsItIs_isRefusedWithoutBeingRepeated(String name) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Partner.listed("northwind", name))
          .withMessageStartingWith("displayName must")
          .withMessageNotContaining("wind");
      Partner.Builder builder = northwind();
      assertThatIllegalArgumentException().isThrownBy(() -> builder.alias(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N", "Łódź Jobs & Söhne", "株式会社ノース", "می‌خواهم"})
    void name_inAnyLanguage_isTaken(String name) {
      assertThat(Partner.listed("northwind", name).build().displayName()).isEqualTo(name);
    }

    @Test
    void name_isBoundedInCodePoints() {
      String longest = "\uD83D\uDE80".repeat(99) + "x";

      assertThat(Partner.listed("northwind", longest).build().displayName()).isEqualTo(longest);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Partner.listed("northwind", longest + "x"))
          .withMessage("displayName must have at most 100 characters");
    }

    @Test
    void alias_thatReadsLikeAnotherName_addsNothing() {
      Partner partner =
          northwind()
              .alias("Nord Wind")
              .alias("NORTHWIND")
              .alias("nord  wind")
              .alias("Ｎｏｒｔｈｗｉｎｄ")
              .alias("Nörd Wind")
              .build();

      assertThat(partner.aliases()).containsExactly("Nord Wind");
    }

    @Test
    void aliases_beyondFifty_areRefused() {
      Partner.Builder builder = northwind();
      IntStream.range(0, 50).forEach(i -> builder.alias("Alias " + i));

      assertThat(builder.build().aliases()).hasSize(50);
      builder.alias("one more");
      assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void aliases_areImmutable() {
      Set<String> aliases = northwind().alias("Nord Wind").build().aliases();

      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> aliases.add("x"));
    }
  }

  @Nested
  class Connections {

    @Test
    void requires_givesPermissionsInTheOrderOfTheUniverse() {
      Partner partner =
          northwind().requires(CANDIDATE_INGESTION, JOBS_VIEW, CANDIDATES_CREATE).build();

      assertThat(partner.connection(CANDIDATE_INGESTION))
          .contains(new ApiKeyConnection(Set.of(CANDIDATES_CREATE, JOBS_VIEW)));
      assertThat(
              ((ApiKeyConnection) partner.connection(CANDIDATE_INGESTION).orElseThrow())
                  .permissions())
          .containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
      assertThat(partner.connection(JOB_BOARD)).isEmpty();
    }

    @Test
    void requires_nothing_meansNoPermission() {
      Partner partner = northwind().requires(CANDIDATE_INGESTION).build();

      assertThat(partner.connection(CANDIDATE_INGESTION)).contains(new ApiKeyConnection(Set.of()));
    }

    @Test
    void requires_permissionOfAnotherType_isRefused() {
      Permission foreign = JOB_BOARD.permission("jobs.view");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> northwind().requires(CANDIDATE_INGESTION, foreign))
          .withMessageContaining("job_board");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> northwind().requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, foreign));
    }

    @Test
    void connection_statedTwice_isRefused() {
      Partner.Builder builder = northwind().requires(CANDIDATE_INGESTION, CANDIDATES_VIEW);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.requires(CANDIDATE_INGESTION, JOBS_VIEW));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.connectsByOAuth(CANDIDATE_INGESTION, SETUP));
    }

    @Test
    void connectsByOAuth_saysWhereTheStepsAre() {
      Partner partner = northwind().connectsByOAuth(CANDIDATE_INGESTION, SETUP).build();

      assertThat(partner.connection(CANDIDATE_INGESTION)).contains(new OAuthConnection(SETUP));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://northwind.example/setup",
          "javascript:alert(1)",
          "setup.html",
          "https:///setup",
          "https:setup",
          "https://user:secret@northwind.example/",
          "mailto:setup@northwind.example"
        })
    void connectsByOAuth_atAnAddressNotSafeToLinkTo_isRefusedWithoutBeingRepeated(String address) {
      URI setup = URI.create(address);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> northwind().connectsByOAuth(CANDIDATE_INGESTION, setup))
          .withMessageStartingWith("setupAddress must")
          .withMessageNotContaining("secret");
    }

    @Test
    void setupAddress_isBounded() {
      String longest = "https://northwind.example/" + "a".repeat(2_000 - 26);
      URI tooLong = URI.create(longest + "a");

      assertThat(new OAuthConnection(URI.create(longest)).setupAddress()).hasToString(longest);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OAuthConnection(tooLong))
          .withMessage("setupAddress must have at most 2000 characters");
    }

    @Test
    void connections_beyondTwenty_areRefused() {
      Partner.Builder builder = northwind();
      for (char c = 'a'; c < 'a' + 20; c++) {
        builder.requires(ApiType.define("type_" + c, "t" + c).build());
      }

      assertThat(builder.build().connections()).hasSize(20);
      builder.requires(CANDIDATE_INGESTION);
      assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void apiKeyConnection_withPermissionsOfTwoTypes_isRefused() {
      Set<Permission> mixed = Set.of(JOBS_VIEW, JOB_BOARD.permission("jobs.view"));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ApiKeyConnection(mixed))
          .withMessageContaining("candidate_ingestion:jobs.view, job_board:jobs.view");
    }

    @Test
    void fold_takesTheWayThatApplies() {
      PartnerConnection byKey = new ApiKeyConnection(Set.of(JOBS_VIEW));
      PartnerConnection byOAuth = new OAuthConnection(SETUP);

      assertThat(byKey.<String>fold(c -> "key " + c.permissions(), c -> "oauth"))
          .isEqualTo("key [jobs.view]");
      assertThat(byOAuth.<URI>fold(c -> null, OAuthConnection::setupAddress)).isEqualTo(SETUP);
    }
  }

  @Nested
  class BuiltIn {

    @Test
    void builtIns_haveTheirIdsAndKinds() {
      assertThat(Partner.UNLISTED_VENDOR.id().value()).isEqualTo("unlisted-vendor");
      assertThat(Partner.UNLISTED_VENDOR.kind()).isEqualTo(PartnerKind.UNLISTED_VENDOR);
      assertThat(Partner.CUSTOM.id().value()).isEqualTo("custom");
      assertThat(Partner.CUSTOM.kind()).isEqualTo(PartnerKind.CUSTOM);
      assertThat(BuiltInPartners.contains("unlisted-vendor")).isTrue();
      assertThat(BuiltInPartners.contains("custom")).isTrue();
      assertThat(BuiltInPartners.contains("Custom")).isFalse();
    }

    @Test
    void builtIns_connectToEveryTypeByKeyWithItsUnprofiledDefault() {
      assertThat(Partner.CUSTOM.connection(CANDIDATE_INGESTION))
          .contains(new ApiKeyConnection(Set.of(CANDIDATES_CREATE, JOBS_VIEW)));
      assertThat(Partner.UNLISTED_VENDOR.connection(JOB_BOARD))
          .contains(new ApiKeyConnection(Set.of()));
    }
  }

  @Test
  void equals_comparesAllThatAPartnerSays() {
    Partner partner = full().build();

    assertThat(partner).isEqualTo(full().build()).hasSameHashCodeAs(full().build());
    assertThat(partner).isNotEqualTo(full().alias("x").build());
    assertThat(partner)
        .isNotEqualTo(full().contact(contact().email("a@example.com").build()).build());
    assertThat(partner).isNotEqualTo(full().requires(JOB_BOARD).build());
    assertThat(partner).isNotEqualTo(Partner.listed("northwind", "Southwind").build());
    assertThat(partner).isNotEqualTo("northwind");
  }

  @Test
  void toString_showsNoNameAndNoContact() {
    assertThat(full().build()).hasToString("Partner[northwind, LISTED, ACTIVE]");
  }

  @ParameterizedTest
  @EnumSource(PartnerStatus.class)
  void status_isFoundByItsCodeAlone(PartnerStatus status) {
    assertThat(status.code()).isLowerCase();
    assertThat(PartnerStatus.ofCode(status.code())).contains(status);
    assertThat(PartnerStatus.ofCode(status.name())).isEmpty();
  }

  private static Partner.Builder northwind() {
    return Partner.listed("northwind", "Northwind");
  }

  private static PartnerContact.Builder contact() {
    return PartnerContact.builder("Integrations desk").url(URI.create("https://northwind.example"));
  }

  private static Partner.Builder full() {
    return northwind()
        .alias("Nord Wind")
        .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
        .contact(contact().build());
  }
}
