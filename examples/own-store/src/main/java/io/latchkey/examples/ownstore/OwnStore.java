package io.latchkey.examples.ownstore;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.UserLevel;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keys in a store of one's own: they outlive the process, and a crash in the middle of a write. */
public final class OwnStore {

  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);

  private OwnStore() {}

  /**
   * Runs the example.
   *
   * @param args not used
   * @throws Exception if the temporary directory can't be used
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("latchkey-own-store");
    Path journal = directory.resolve("keys.journal");
    run(journal, System.out);
    Files.delete(journal);
    Files.delete(directory);
  }

  static void run(Path journal, PrintStream out) throws Exception {
    String key;
    try (JournalKeyStore store = JournalKeyStore.open(journal);
        Latchkey latchkey = start(store)) {
      NewKey request = NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Kept in a file");
      IssuedKey issued = latchkey.issuer().create(ADMIN, request);
      key = issued.reveal();
      out.println("created, shown once      " + key);
      out.println(
          "acknowledged, is now     " + latchkey.issuer().acknowledge(ADMIN, issued).state());
    }
    reopen(journal, key, "after a restart", out);
    Files.write(journal, new byte[] {0, 0, 1, 0, 42}, StandardOpenOption.APPEND);
    reopen(journal, key, "after a crash mid-write", out);
  }

  private static void reopen(Path journal, String key, String when, PrintStream out)
      throws InterruptedException {
    try (JournalKeyStore store = JournalKeyStore.open(journal);
        Latchkey latchkey = start(store)) {
      boolean accepted = latchkey.verifier().verify(key).accepted();
      boolean intact = latchkey.audit().check(ADMIN).intact();
      out.printf("%-25saccepted: %s, audit trail intact: %s%n", when, accepted, intact);
    }
  }

  /** Over a store that is no memory access, verification answers once the index is loaded. */
  private static Latchkey start(JournalKeyStore store) throws InterruptedException {
    Latchkey latchkey = Latchkey.builder(store).brand("acme").start();
    if (!latchkey.awaitReady(Duration.ofSeconds(10))) {
      throw new IllegalStateException("not ready: " + latchkey.health());
    }
    return latchkey;
  }
}
