package io.latchkey.examples.devcenter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.examples.devcenter.users.DemoUsers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with a server of its own. */
class DevCenterOnPostgresTest {

  @TempDir Path data;

  /** The server was stopped first, and what Latchkey had yet to write was lost. */
  @Test
  void server_isStoppedAfterLatchkeyHasWrittenItsLastUses() throws Exception {
    KeyId used;
    try (ConfigurableApplicationContext first =
        DevCenterOnPostgres.start(DevCenterOnPostgres.server(data), "--server.port=0")) {
      Latchkey latchkey = first.getBean(Latchkey.class);
      IssuedKey issued =
          latchkey
              .issuer()
              .create(ada(first), NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Used once"));
      String text = issued.reveal();
      latchkey.issuer().acknowledge(ada(first), issued);
      assertThat(latchkey.verifier().verify(text).accepted()).isTrue();
      used = issued.id();
    }
    try (ConfigurableApplicationContext second =
        DevCenterOnPostgres.start(DevCenterOnPostgres.server(data), "--server.port=0")) {
      assertThat(second.getBean(Latchkey.class).keys().find(ada(second), used).lastUsedAt())
          .isPresent();
    }
  }

  private static Actor ada(ConfigurableApplicationContext site) {
    return site.getBean(DemoUsers.class).loadUserByUsername("ada").actor();
  }
}
