package io.latchkey.jdbc.crash;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.RefusedException;
import io.latchkey.Replacement;
import io.latchkey.StoreUnavailableException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** One key that every thread of a process replaces at the same time; one of them wins. */
final class Contested {

  private final Latchkey latchkey;
  private final Actor actor;
  private final AtomicReference<KeyId> newest = new AtomicReference<>();

  Contested(Latchkey latchkey, Actor actor) {
    this.latchkey = latchkey;
    this.actor = actor;
    IssuedKey first =
        latchkey.issuer().create(actor, NewKey.of(CANDIDATE_INGESTION, Victim.PARTNER, "for all"));
    latchkey.issuer().acknowledge(actor, first);
    newest.set(first.id());
  }

  void step(Random random, Journal journal) {
    if (random.nextInt(3) != 0) {
      return;
    }
    KeyId original = newest.get();
    try {
      IssuedKey successor = latchkey.issuer().replace(actor, Replacement.now(original));
      journal.write(
          new Done(
              Done.Kind.REPLACED_AT_ONCE,
              actor.account().value(),
              original.value(),
              successor.id().value()));
      latchkey.issuer().acknowledge(actor, successor);
      journal.write(
          Done.of(Done.Kind.ACKNOWLEDGED, actor.account().value(), successor.id().value()));
      newest.set(successor.id());
    } catch (RefusedException | StoreUnavailableException e) {
      // Another thread was quicker, or the server is gone.
      Thread.onSpinWait();
    }
  }
}
