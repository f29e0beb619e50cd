package io.latchkey.jdbc.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoredKey;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What a database that took over lacks of what the one before it had promised. */
final class Losses {

  private static final Set<String> ENDS = Set.of("revoked", "replaced", "expired", "abandoned");

  private int acknowledgements;
  private int ends;

  private Losses() {}

  /** Marks the lives of which the database lacks something, while nobody changes any. */
  static Losses mark(Collection<Life> lives, KeyStore store) {
    Losses losses = new Losses();
    for (Life life : lives) {
      Optional<KeyRecord> row = row(life, store);
      boolean live = row.filter(key -> !key.state().equals("pending")).isPresent();
      if (life.acknowledgeAsked() != Moments.NEVER && !live) {
        life.loseAcknowledgement();
        losses.acknowledgements++;
      }
      boolean ends =
          row.filter(key -> ENDS.contains(key.state()) || key.endsAt().isPresent()).isPresent();
      if (life.acceptableUntil() != Moments.NEVER && !ends) {
        life.loseEnd();
        losses.ends++;
      }
    }
    return losses;
  }

  private static Optional<KeyRecord> row(Life life, KeyStore store) {
    return store.findKey(life.accountId(), life.keyId()).map(StoredKey::record);
  }

  /**
   * What is lost is no node's fault. But a node that has seen an end keeps to it, and otherwise
   * says what the database says.
   */
  static void judge(Collection<Life> lives, NodeReport report, KeyStore store) {
    for (Life life : lives) {
      if (life.acknowledgementIsLost() || life.endIsLost()) {
        Sighting seen = report.sightings().get(life.number());
        boolean active =
            row(life, store)
                .filter(key -> key.state().equals("active") && key.endsAt().isEmpty())
                .isPresent();
        assertThat(seen.last().equals(Sighting.ACCEPTED))
            .as("node %s, key %s is %s", report.node(), life.number(), seen.last())
            .isEqualTo(active && !seen.refused().some());
      }
    }
  }

  int acknowledgements() {
    return acknowledgements;
  }

  int ends() {
    return ends;
  }
}
