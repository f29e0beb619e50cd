package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same on the other database: what one setting changes. */
class PartnerApiOnPostgresTest {

  private static final String KIM =
      "{\"external_id\":\"x-1\",\"first_name\":\"Kïm\",\"last_name\":\"Doe\","
          + "\"prospect\":false,\"job_id\":101}";

  @Test
  void candidate_onPostgres_isStoredReadBackAndShown() throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        Site site =
            Site.start("--devcenter.database-url=" + postgres.getJdbcUrl("postgres", "postgres"))) {
      Integration teamwise = Integration.of(site, "ada", "teamwise");
      Integration other = Integration.of(site, "ada", "quillstone-crm");

      int id = JsonPath.read(teamwise.post("candidates", "[" + KIM + "]").body(), "$[0].id");
      String path = "candidates?candidate_ids=" + id;

      assertThat(JsonPath.<List<String>>read(teamwise.get(path).body(), "$[*].first_name"))
          .containsExactly("Kïm");
      assertThat(other.get(path).body()).isEqualTo("[]");
      assertThat(site.signIn("ada").page("/candidates").text())
          .contains("Kïm Doe Site Reliability Engineer Teamwise x-1");
    }
  }
}
