package io.latchkey.examples.quickstart;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyState;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.UserLevel;
import io.latchkey.Verification;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.memory.MemoryKeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The code in README.md, running. {@link ReadmeTextTest} compares the two. */
class ReadmeTest {

  private final List<PartnerId> sources = new ArrayList<>();

  @Test
  void firstScreen_letsTheCandidateIn() {
    // README
    HostActor host = HostActor.of("ats-backend");
    Actor admin =
        Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC)
            .with(Grant.MANAGE_WEBHOOKS);

    Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
    Partner sourcing =
        latchkey
            .partners()
            .register(
                host,
                Partner.listed("northwind-sourcing", "Northwind Sourcing")
                    .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
                    .build());
    NewKey request = NewKey.of(CANDIDATE_INGESTION, sourcing.id(), "Northwind: sourced candidates");
    IssuedKey issued = latchkey.issuer().create(admin, request);
    String shownOnce = issued.reveal();
    latchkey.issuer().acknowledge(admin, issued);

    Verification verification = latchkey.verifier().verify(shownOnce);
    if (verification.accepted() && verification.key().allows(CANDIDATES_CREATE)) {
      letCandidateIn(verification.key().partnerId());
    }
    // end

    assertThat(latchkey.keys().find(admin, issued.id()).state()).isEqualTo(KeyState.ACTIVE);
    assertThat(issued.readable()).isFalse();
    assertThat(sources).containsExactly(sourcing.id());
    latchkey.close();
  }

  @Test
  void requestFilter_answersWithTheStatusOfTheView() {
    try (Stage stage = Stage.open()) {
      String key = stage.active(Stage.request());
      Latchkey latchkey = stage.latchkey();

      assertThat(status(latchkey, basic(key + ":"))).isEqualTo(200);
      assertThat(status(latchkey, basic(key))).isEqualTo(401);
      assertThat(status(latchkey, null)).isEqualTo(401);
    }
  }

  @Test
  void ownDatabase_keepsTheKeys() throws Exception {
    try (HikariDataSource database = Database.at(Database.newFile());
        Latchkey latchkey = over(database)) {
      assertThat(latchkey.partners().search("custom")).isNotEmpty();
    }
  }

  private static Latchkey over(DataSource database) {
    // README
    JdbcKeyStore.migrate(database);
    Latchkey latchkey = Latchkey.builder(JdbcKeyStore.create(database)).brand("acme").start();
    // end
    return latchkey;
  }

  private static int status(Latchkey latchkey, String header) {
    // README
    Verification verification = latchkey.verifier().verifyAuthorization(header, CANDIDATES_CREATE);
    int status = verification.fold(key -> 200, rejection -> rejection.view().httpStatus());
    // end
    return status;
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }

  private void letCandidateIn(PartnerId source) {
    sources.add(source);
  }
}
