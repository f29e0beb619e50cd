package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.memory.MemoryKeyStore;
import java.time.Duration;

/** A host with two APIs, two environments, limits, and a clock that can be moved. */
record Stage(MemoryKeyStore store, Latchkey latchkey, SteppedTime time) implements AutoCloseable {

  static final int LIMIT = 10;
  static final Revocation LOST = Revocation.because(RevocationReason.LOST);

  static Stage open() {
    MemoryKeyStore store = new MemoryKeyStore();
    SteppedTime time = new SteppedTime();
    Latchkey latchkey =
        Latchkey.builder(store)
            .brand("acme")
            .environments("live", "test")
            .apiType(Ats.JOB_BOARD)
            .entitlementPolicy((account, type) -> !account.value().equals("free-tier"))
            .maxTerm(Duration.ofDays(730))
            .maxLiveKeys(LIMIT)
            .timeSource(time)
            .start();
    latchkey.partners().register(Ats.HOST, Ats.MEADOWLARK);
    return new Stage(store, latchkey, time);
  }

  static NewKey request() {
    return Ats.keyFor(Ats.MEADOWLARK.id());
  }

  IssuedKey pending() {
    return latchkey.issuer().create(ADMIN, request());
  }

  KeyInfo acknowledge(IssuedKey issued) {
    return latchkey.issuer().acknowledge(ADMIN, issued);
  }

  KeyInfo revoke(KeyId key) {
    return latchkey.issuer().revoke(ADMIN, key, LOST);
  }

  /** The text of a new key that is live. */
  String active(NewKey request) {
    IssuedKey issued = latchkey.issuer().create(ADMIN, request);
    String text = issued.reveal();
    acknowledge(issued);
    return text;
  }

  @Override
  public void close() {
    latchkey.close();
  }
}
