package io.latchkey.benchmarks;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.CandidateIngestion;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.UserLevel;
import io.latchkey.memory.MemoryKeyStore;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running latchkey with many live keys, to which more can be issued. */
final class Population implements AutoCloseable {

  static final String BRAND = "acme";

  private static final Duration START = Duration.ofMinutes(5);

  private final GeneratedKeys generated;
  private final Latchkey latchkey;
  private final int keys;

  private Population(GeneratedKeys generated, Latchkey latchkey, int keys) {
    this.generated = generated;
    this.latchkey = latchkey;
    this.keys = keys;
  }

  /** Starts with a number of keys, and sees that they verify. */
  static Population of(int keys) {
    KeyStore real = new MemoryKeyStore();
    GeneratedKeys generated = generator();
    Latchkey latchkey = start(GeneratedStore.over(real, keys, generated::row));
    Population population = new Population(generated, latchkey, keys);
    population.check();
    return population;
  }

  /** Starts on a store, and waits until verification is possible. */
  static Latchkey start(KeyStore store) {
    Latchkey latchkey = Latchkey.builder(store).brand(BRAND).activateOnCreate().start();
    try {
      if (!latchkey.awaitReady(START)) {
        throw new IllegalStateException("not ready within " + START);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return latchkey;
  }

  /** Makes keys after the pattern of a real one. */
  static GeneratedKeys generator() {
    MemoryKeyStore store = new MemoryKeyStore();
    try (Latchkey latchkey = start(store)) {
      issue(latchkey, admin("pattern"), Partner.CUSTOM.id());
    }
    List<KeyRecord> rows = new ArrayList<>();
    var unused = store.load(new Keys(rows));
    return new GeneratedKeys(rows.get(0));
  }

  static Actor admin(String account) {
    return Actor.of(AccountId.of(account), ActorId.of("admin"), UserLevel.BASIC)
        .with(Grant.MANAGE_WEBHOOKS);
  }

  static NewKey request(PartnerId partner) {
    return NewKey.of(CandidateIngestion.CANDIDATE_INGESTION, partner, "benchmark");
  }

  /** Issues a key that is live at once, and gives its text. */
  static String issue(Latchkey latchkey, Actor admin, PartnerId partner) {
    try (IssuedKey issued = latchkey.issuer().create(admin, request(partner))) {
      return issued.reveal();
    }
  }

  Latchkey latchkey() {
    return latchkey;
  }

  KeyVerifier verifier() {
    return latchkey.verifier();
  }

  String text(int number) {
    return generated.text(number);
  }

  /** The texts of all keys. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(keys);
    for (int i = 0; i < keys; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  GeneratedKeys keys() {
    return generated;
  }

  private void check() {
    for (int i = 0; i < keys; i += 1 + keys / 1_000) {
      if (!verifier().verify(text(i)).accepted()
          || verifier().verify(KeyTexts.forged(text(i), 40)).accepted()) {
        throw new IllegalStateException("latchkey does not tell right from wrong");
      }
    }
  }

  @Override
  public void close() {
    latchkey.close();
  }

  /**
   * Collects rows of keys.
   *
   * @param rows receives them
   */
  private record Keys(List<KeyRecord> rows) implements RecordSink {

    @Override
    public void partner(PartnerRecord partner) {}

    @Override
    public void account(AccountRecord account) {}

    @Override
    public void key(KeyRecord key) {
      rows.add(key);
    }
  }
}
