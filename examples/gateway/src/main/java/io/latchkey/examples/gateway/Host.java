package io.latchkey.examples.gateway;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.SnapshotInfo;
import io.latchkey.SnapshotScope;
import io.latchkey.UserLevel;
import io.latchkey.memory.MemoryKeyStore;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** The host: it has the store, and exports what its gateway needs to know. */
public final class Host {

  static final String SIGNING_KEY = "2026-11";

  private static final HostActor EXPORTER = HostActor.of("snapshot-job");
  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);

  private Host() {}

  /**
   * Runs the example.
   *
   * @param args the directory for what the gateway gets: two snapshots, the public key, and for the
   *     sake of the example a key to present
   * @throws Exception if the directory can't be written
   */
  public static void main(String[] args) throws Exception {
    run(Path.of(args[0]), System.out);
  }

  static void run(Path directory, PrintStream out) throws Exception {
    KeyPair signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.write(directory.resolve("host.pub"), signing.getPublic().getEncoded());
    Latchkey.Builder builder = Latchkey.builder(new MemoryKeyStore()).brand("acme");
    builder.snapshotSigningKey(SIGNING_KEY, signing.getPrivate());
    try (Latchkey latchkey = builder.start()) {
      NewKey request = NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Our own importer");
      IssuedKey issued = latchkey.issuer().create(ADMIN, request);
      Files.writeString(directory.resolve("presented.txt"), issued.reveal());
      latchkey.issuer().acknowledge(ADMIN, issued);
      out.println("first:  " + export(latchkey, directory.resolve("first.snapshot")));

      latchkey.issuer().revoke(ADMIN, issued.id(), Revocation.because(RevocationReason.LOST));
      out.println("second: " + export(latchkey, directory.resolve("second.snapshot")));
    }
  }

  /** Writes to another name and renames, so that nobody ever sees half a snapshot. */
  private static SnapshotInfo export(Latchkey latchkey, Path file) throws Exception {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream stream = Files.newOutputStream(unfinished)) {
      SnapshotInfo info = latchkey.snapshots().export(EXPORTER, SnapshotScope.everything(), stream);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return info;
    }
  }
}
