package io.latchkey.examples.devcenter.ingestion;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.Replacement;
import io.latchkey.UserLevel;
import io.latchkey.VerifiedKey;
import io.latchkey.memory.MemoryKeyStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** What keys of custom integrations may read back, should a host let them read at all. */
class BoundariesTest {

  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-1"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);
  private static final NewCandidate KIM = new NewCandidate("x", "Kim", "Doe", true, null, "{}");

  private final Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
  private final EmbeddedDatabase database =
      new EmbeddedDatabaseBuilder()
          .generateUniqueName(true)
          .setType(EmbeddedDatabaseType.H2)
          .addScript("candidates.sql")
          .build();
  private final Candidates candidates = new Candidates(JdbcClient.create(database));
  private final Boundaries boundaries = new Boundaries(latchkey);
  private VerifiedKey original;

  @BeforeEach
  void issue() {
    original = live(latchkey.issuer().create(ADMIN, custom()));
  }

  @AfterEach
  void close() {
    latchkey.close();
    database.shutdown();
  }

  @Test
  void keysOfOneLineage_readWhatAnyOfThemSent() {
    long before = send(original);
    VerifiedKey second = live(replace(original));
    VerifiedKey third = live(replace(second));
    long after = send(third);

    for (VerifiedKey key : List.of(original, second, third)) {
      assertThat(candidates.find(boundaries.of(key), List.of(before, after)))
          .extracting(Candidate::id)
          .containsExactly(before, after);
    }
  }

  @Test
  void keysOfTwoCustomIntegrations_readNothingOfEachOther() {
    VerifiedKey other = live(latchkey.issuer().create(ADMIN, custom()));
    long id = send(original);

    assertThat(candidates.find(boundaries.of(other), List.of(id))).isEmpty();
  }

  private static NewKey custom() {
    return NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "A test");
  }

  private IssuedKey replace(VerifiedKey key) {
    Replacement request = Replacement.now(key.keyId());
    return latchkey.issuer().replace(ADMIN, request);
  }

  private VerifiedKey live(IssuedKey issued) {
    String text = issued.reveal();
    latchkey.issuer().acknowledge(ADMIN, issued);
    return latchkey.verifier().verify(text).key();
  }

  private long send(VerifiedKey key) {
    return candidates
        .add(List.of(KIM), boundaries.of(key), key.keyId(), ActorId.of("u-1"))
        .get(0)
        .id();
  }
}
