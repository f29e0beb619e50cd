package io.latchkey.jdbc.crash;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Replacement;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.StoreUnavailableException;
import java.time.Duration;
import java.util.Random;

/**
 * Leads keys of its own through their lives, one after the other, and writes down what it is told.
 * A key of which an answer got lost is left alone from then on, so that at most one operation on it
 * was never answered.
 */
final class Worker {

  private final Latchkey latchkey;
  private final Actor actor;
  private final Random random;
  private final Journal journal;

  Worker(Latchkey latchkey, Actor actor, Random random, Journal journal) {
    this.latchkey = latchkey;
    this.actor = actor;
    this.random = random;
    this.journal = journal;
  }

  /** One life, in which chance decides. */
  void step() {
    try {
      live();
    } catch (StoreUnavailableException e) {
      // The server is gone, for good or for a moment; what was under way may be done or not.
      journal.write(Done.of(Done.Kind.LOST, actor.account().value(), "-"));
    }
  }

  private void live() {
    IssuedKey issued =
        latchkey.issuer().create(actor, NewKey.of(CANDIDATE_INGESTION, Victim.PARTNER, "a key"));
    done(Done.Kind.CREATED, issued.id());
    if (random.nextInt(8) == 0) {
      revoke(issued.id());
      return;
    }
    acknowledge(issued);
    KeyId key = issued.id();
    for (int i = random.nextInt(4); i > 0; i--) {
      key = change(key);
    }
    if (random.nextBoolean()) {
      revoke(key);
    }
  }

  private KeyId change(KeyId key) {
    switch (random.nextInt(3)) {
      case 0 -> {
        latchkey.issuer().disable(actor, key);
        done(Done.Kind.DISABLED, key);
        latchkey.issuer().enable(actor, key);
        done(Done.Kind.ENABLED, key);
        return key;
      }
      case 1 -> {
        // Revoking the original closes the replacement, so that the successor can be replaced.
        KeyId successor =
            replace(
                Replacement.overlapping(key, Duration.ofDays(1)), Done.Kind.REPLACED_WITH_OVERLAP);
        revoke(key);
        return successor;
      }
      default -> {
        return replace(Replacement.now(key), Done.Kind.REPLACED_AT_ONCE);
      }
    }
  }

  private KeyId replace(Replacement request, Done.Kind kind) {
    IssuedKey successor = latchkey.issuer().replace(actor, request);
    journal.write(
        new Done(
            kind, actor.account().value(), request.original().value(), successor.id().value()));
    acknowledge(successor);
    return successor.id();
  }

  private void acknowledge(IssuedKey issued) {
    latchkey.issuer().acknowledge(actor, issued);
    done(Done.Kind.ACKNOWLEDGED, issued.id());
  }

  private void revoke(KeyId key) {
    latchkey.issuer().revoke(actor, key, Revocation.because(RevocationReason.NO_LONGER_USED));
    done(Done.Kind.REVOKED, key);
  }

  private void done(Done.Kind kind, KeyId key) {
    journal.write(Done.of(kind, actor.account().value(), key.value()));
  }
}
