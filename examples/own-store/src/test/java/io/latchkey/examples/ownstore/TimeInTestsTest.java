package io.latchkey.examples.ownstore;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.RefusalReason;
import io.latchkey.RefusedException;
import io.latchkey.UserLevel;
import io.latchkey.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a host's own test lets time pass; README.md shows it. */
class TimeInTestsTest {

  private final Actor admin =
      Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);
  private final NewKey request =
      NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Nightly feed");

  @TempDir Path directory;

  @Test
  void acknowledge_afterTheDeadline_isRefused() {
    try (JournalKeyStore store = JournalKeyStore.open(directory.resolve("journal"))) {
      // README
      ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
      try (Latchkey latchkey = Latchkey.builder(store).brand("acme").timeSource(time).start()) {
        IssuedKey issued = latchkey.issuer().create(admin, request);
        time.advance(Duration.ofMinutes(15));
        assertThatThrownBy(() -> latchkey.issuer().acknowledge(admin, issued))
            .isInstanceOfSatisfying(
                RefusedException.class,
                e -> assertThat(e.reason()).isEqualTo(RefusalReason.ABANDONED));
      }
      // end
    }
  }
}
