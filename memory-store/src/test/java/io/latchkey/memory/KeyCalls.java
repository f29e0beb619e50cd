package io.latchkey.memory;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.KeyIssuer;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.RefusedException;
import io.latchkey.TimeSource;
import io.latchkey.UserLevel;
import io.latchkey.Verification;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Calls on two keys, one pending and one active at first. The keys are the same in each run: they
 * are drawn once, and their rows copied into a new store each time.
 */
@Param(name = "key", gen = IntGen.class, conf = "0:1")
public final class KeyCalls {

  private static final Actor ALICE =
      Actor.of(AccountId.of("acme"), ActorId.of("alice"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);
  private static final HostActor HOST = HostActor.of("host");
  private static final List<StoredKey> ROWS = new ArrayList<>();
  private static final List<KeyId> IDS = new ArrayList<>();
  private static final List<String> TEXTS = new ArrayList<>();

  static {
    MemoryKeyStore store = new MemoryKeyStore();
    KeyIssuer issuer = latchkey(store).issuer();
    for (String name : List.of("pending", "active")) {
      NewKey request = NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), name);
      IssuedKey issued = issuer.create(ALICE, request);
      IDS.add(issued.id());
      TEXTS.add(issued.reveal());
    }
    issuer.acknowledge(ALICE, IDS.get(1), 1);
    IDS.forEach(id -> ROWS.add(store.findKey("acme", id.value()).orElseThrow()));
  }

  private final Latchkey latchkey;

  /** Starts with the two keys. */
  public KeyCalls() {
    MemoryKeyStore store = new MemoryKeyStore();
    for (StoredKey row : ROWS) {
      StoredKey first =
          new StoredKey(row.record().toBuilder().version(1).build(), row.details(), null);
      CommitResult made =
          store.commit(Commit.builder("acme").insertKey(first).event(event()).build());
      if (made.status() != CommitResult.Status.COMMITTED) {
        throw new IllegalStateException("not committed: " + made);
      }
    }
    latchkey = latchkey(store);
  }

  /** Nothing in the background: what is checked are the calls. */
  private static Latchkey latchkey(MemoryKeyStore store) {
    return Latchkey.builder(store)
        .brand("acme")
        .timeSource(new StillTime())
        .executor(task -> {})
        .start();
  }

  private static EventDraft event() {
    return new EventDraft(
        Instant.EPOCH, "host", "test", "key_copied", "key", "key", new TreeMap<>());
  }

  /** Acknowledges the first reveal. */
  @Operation
  public String acknowledge(@Param(name = "key") int key) {
    return told(() -> latchkey.issuer().acknowledge(ALICE, IDS.get(key), 1));
  }

  /** Off. */
  @Operation
  public String disable(@Param(name = "key") int key) {
    return told(() -> latchkey.issuer().disable(ALICE, IDS.get(key)));
  }

  /** On again. */
  @Operation
  public String enable(@Param(name = "key") int key) {
    return told(() -> latchkey.issuer().enable(ALICE, IDS.get(key)));
  }

  /** Off for ever, by the way that asks no validator, which would take longer than all the rest. */
  @Operation
  public String revoke(@Param(name = "key") int key) {
    return told(() -> latchkey.issuer().reportLeak(HOST, TEXTS.get(key)).key());
  }

  /** What people see. */
  @Operation
  public String find(@Param(name = "key") int key) {
    return told(() -> latchkey.keys().find(ALICE, IDS.get(key)));
  }

  /** What a caller's key gets. */
  @Operation
  public String verify(@Param(name = "key") int key) {
    Verification verification = latchkey.verifier().verify(TEXTS.get(key));
    return verification.accepted() ? "accepted" : verification.rejection().reason().toString();
  }

  private static String told(Supplier<KeyInfo> call) {
    try {
      return call.get().state().toString();
    } catch (RefusedException e) {
      return e.reason().toString();
    }
  }

  /** Stands still, so that nothing ends by time and nothing is stale. */
  private static final class StillTime implements TimeSource {

    @Override
    public long epochMillis() {
      return 1_777_777_777_777L;
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }
}
