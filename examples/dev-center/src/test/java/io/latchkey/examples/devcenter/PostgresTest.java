package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Latchkey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL with one setting, and after a restart. */
class PostgresTest {

  @Test
  void keys_onPostgres_outliveTheApplication() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String setting = "--devcenter.database-url=" + postgres.getJdbcUrl("postgres", "postgres");
      String text;
      try (Site site = Site.start(setting)) {
        Visitor ada = site.signIn("ada");
        text = Keys.stored(ada, "Northwind Sourcing", "On PostgreSQL");
        assertThat(site.bean(Latchkey.class).health().notified()).isTrue();
        assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isTrue();
      }
      try (Site site = Site.start(setting)) {
        assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isTrue();
        Document list = site.signIn("ada").page("/dev-center/keys");
        assertThat(list.select("tbody .description").eachText()).containsExactly("On PostgreSQL");
        // The use that was still in memory when the first one stopped.
        assertThat(list.select("[data-label='Last used'] time")).hasSize(1);
      }
    }
  }
}
