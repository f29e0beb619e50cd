package io.latchkey.jdbc.nodes;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.CallerView;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyIssuer;
import io.latchkey.NewKey;
import io.latchkey.RefusedException;
import io.latchkey.Replacement;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.StoreUnavailableException;
import io.latchkey.UserLevel;
import io.latchkey.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * One thread of the driver: keys of its own account, created, replaced in every way and revoked as
 * chance has it. An acknowledgement or a revocation whose answer is lost is asked for until there
 * is one.
 */
final class Issuing {

  private static final int FEW = 10;
  private static final int MANY = 30;
  private static final Duration OVERLAP = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Revocation UNUSED = Revocation.because(RevocationReason.NO_LONGER_USED);

  private final Driver driver;
  private final KeyIssuer issuer;
  private final Actor actor;
  private final Random random;
  private final long bound;

  /** Live keys without an open replacement. */
  private final List<Life> replaceable = new ArrayList<>();

  /** Live keys that can't be replaced at the moment, and are revoked one day. */
  private final List<Life> others = new ArrayList<>();

  Issuing(Driver driver, String account, long seed) {
    this.driver = driver;
    issuer = driver.latchkey().issuer();
    actor =
        Actor.of(AccountId.of(account), ActorId.of("u-admin"), UserLevel.BASIC)
            .with(Grant.MANAGE_WEBHOOKS);
    random = new Random(seed);
    bound = driver.bound().toNanos();
  }

  void workUntil(BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      driver.awaitRelease();
      step();
      driver.operationDone();
    }
  }

  private void step() {
    int live = replaceable.size() + others.size();
    int chance = random.nextInt(10);
    if (live < FEW || (chance < 4 && live < MANY)) {
      create();
    } else if (chance < 7 && !replaceable.isEmpty()) {
      replace(take(replaceable));
    } else {
      revoke(take(others.isEmpty() ? replaceable : others));
    }
  }

  private Life take(List<Life> from) {
    return from.remove(random.nextInt(from.size()));
  }

  private void create() {
    try {
      IssuedKey issued =
          issuer.create(
              actor, NewKey.of(CANDIDATE_INGESTION, Driver.NORTHWIND, "Northwind: candidates"));
      Life life = driver.begin(issued, actor.account().value());
      if (acknowledge(life, issued)) {
        replaceable.add(life);
      }
    } catch (StoreUnavailableException e) {
      // Nobody was shown the key.
      driver.answerLost();
    }
  }

  private void replace(Life original) {
    switch (random.nextInt(3)) {
      case 0 -> replaceAtOnce(original);
      case 1 -> replaceUntilRevoked(original);
      default -> replaceWithOverlap(original);
    }
  }

  private void replaceAtOnce(Life original) {
    original.askEnd();
    IssuedKey issued = successor(Replacement.now(id(original)));
    if (issued == null) {
      revoke(original);
      return;
    }
    ended(original);
    Life successor = driver.begin(issued, actor.account().value());
    if (acknowledge(successor, issued)) {
      replaceable.add(successor);
    }
  }

  /** As somebody does who lost a key: create, hand over, then revoke. */
  private void replaceUntilRevoked(Life original) {
    IssuedKey issued = successor(Replacement.untilRevoked(id(original)));
    if (issued == null) {
      others.add(original);
      return;
    }
    Life successor = driver.begin(issued, actor.account().value());
    boolean live = acknowledge(successor, issued);
    driver.operationDone();
    revoke(original);
    if (live) {
      replaceable.add(successor);
    }
  }

  private void replaceWithOverlap(Life original) {
    IssuedKey issued = successor(Replacement.overlapping(id(original), OVERLAP));
    if (issued == null) {
      others.add(original);
      return;
    }
    Life successor = driver.begin(issued, actor.account().value());
    boolean live = acknowledge(successor, issued);
    original.endsAfter(OVERLAP, successor, bound);
    if (live) {
      others.add(successor);
    }
  }

  /** The successor, or null if nobody knows whether there is one. */
  private IssuedKey successor(Replacement request) {
    try {
      return issuer.replace(actor, request);
    } catch (StoreUnavailableException | RefusedException e) {
      // The answer is lost, or the original is, with the database that had it.
      driver.answerLost();
      return null;
    }
  }

  private boolean acknowledge(Life life, IssuedKey issued) {
    life.askAcknowledge();
    if (!insist(() -> issuer.acknowledge(actor, issued))) {
      return false;
    }
    life.acknowledged();
    Verification own = verify(life);
    if (!own.accepted() && own.rejection().reason().view() != CallerView.NOT_AVAILABLE) {
      driver.violated(
          "key " + life.number() + ": acknowledged here, and " + own.rejection().reason());
    }
    return true;
  }

  private void revoke(Life life) {
    life.askEnd();
    if (insist(() -> issuer.revoke(actor, id(life), UNUSED))) {
      ended(life);
    }
  }

  private void ended(Life life) {
    life.ended(bound);
    if (verify(life).accepted()) {
      driver.violated("key " + life.number() + ": ended here, and accepted");
    }
  }

  private Verification verify(Life life) {
    return driver.latchkey().verifier().verify(life.text());
  }

  /** Asks until an answer comes, and says whether it was yes. */
  private boolean insist(Runnable operation) {
    long deadline = Moments.now() + PATIENCE.toNanos();
    while (true) {
      try {
        operation.run();
        return true;
      } catch (StoreUnavailableException e) {
        driver.answerLost();
        if (Moments.now() > deadline) {
          throw e;
        }
      } catch (RefusedException e) {
        // The key is gone with the database that had it.
        driver.answerLost();
        return false;
      }
    }
  }

  private static KeyId id(Life life) {
    return KeyId.parse(life.keyId()).orElseThrow();
  }
}
