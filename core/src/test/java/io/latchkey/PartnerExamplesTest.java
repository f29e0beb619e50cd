package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.PartnerRegistryFixture.HOST;
import static io.latchkey.PartnerRegistryFixture.JOB_BOARD;
import static io.latchkey.PartnerRegistryFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.PartnerConnection.OAuthConnection;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc, word for word. */
class PartnerExamplesTest {

  private final PartnerRegistry partners = new PartnerRegistryFixture().registry;

  @Test
  void partner_example() {
    Partner sourcing =
        Partner.listed("northwind-sourcing", "Northwind Sourcing")
            .alias("Northwind Talent")
            .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
            .build();

    assertThat(partners.register(HOST, sourcing)).isEqualTo(sourcing);
  }

  @Test
  void update_example() {
    PartnerId id = PartnerId.of("topwise");
    partners.register(HOST, Partner.listed("topwise", "Topwise").build());

    partners.update(
        HOST,
        id,
        edit -> edit.displayName("Teamwise").requires(CANDIDATE_INGESTION, CANDIDATES_CREATE));

    assertThat(partners.search("topwise").get(0).displayName()).isEqualTo("Teamwise");
  }

  @Test
  void query_example() {
    List<Partner> found =
        partners.search(
            PartnerQuery.text("north").apiType(CANDIDATE_INGESTION).activeOnly().limit(10));

    assertThat(found).containsExactly(Partner.UNLISTED_VENDOR, Partner.CUSTOM);
  }

  @Test
  void document_example() {
    partners.load(
        HOST,
        json(
            """
            {
              "format": 1,
              "partners": [
                {
                  "id": "northwind-sourcing",
                  "display_name": "Northwind Sourcing",
                  "aliases": ["Northwind Talent"],
                  "status": "active",
                  "connections": {
                    "candidate_ingestion": {"requires": ["candidates.create", "jobs.view"]},
                    "job_board": {"oauth_setup": "https://northwind.example/setup"}
                  },
                  "contact": {"name": "Integrations desk", "email": "keys@northwind.example"}
                }
              ]
            }
            """));

    Partner partner = partners.find(PartnerId.of("northwind-sourcing")).orElseThrow();
    assertThat(partner.connection(CANDIDATE_INGESTION))
        .contains(new ApiKeyConnection(Set.of(CANDIDATES_CREATE, JOBS_VIEW)));
    assertThat(partner.connection(JOB_BOARD))
        .contains(new OAuthConnection(URI.create("https://northwind.example/setup")));
  }
}
