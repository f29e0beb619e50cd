package io.latchkey.examples.gateway;

import io.latchkey.SnapshotException;
import io.latchkey.SnapshotVerifier;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;

/** The gateway: it has no store, only the snapshots and the host's public key. */
public final class Gateway {

  private Gateway() {}

  /**
   * Runs the example.
   *
   * @param args the directory with what {@link Host} exported; without it, this plays the host
   *     first
   * @throws Exception if something is missing there
   */
  public static void main(String[] args) throws Exception {
    run(args.length == 0 ? exported() : Path.of(args[0]), System.out);
  }

  private static Path exported() throws Exception {
    Path directory = Files.createTempDirectory("latchkey-gateway");
    Host.run(directory, System.out);
    return directory;
  }

  static void run(Path directory, PrintStream out) throws Exception {
    PublicKey host = publicKey(directory.resolve("host.pub"));
    String presented = Files.readString(directory.resolve("presented.txt"));
    try (SnapshotVerifier verifier = open(directory, host, "first.snapshot")) {
      out.println("by the first snapshot:  " + verdict(verifier, presented));
      verifier.refresh(directory.resolve("second.snapshot"));
      out.println("by the second snapshot: " + verdict(verifier, presented));
    }
    out.println("after a restart:");
    try (SnapshotVerifier verifier = open(directory, host, "first.snapshot")) {
      out.println("by the first snapshot:  " + verdict(verifier, presented));
    } catch (SnapshotException e) {
      out.println("the first snapshot:     " + e.reason() + ": " + e.nextStep());
    }
  }

  private static SnapshotVerifier open(Path directory, PublicKey host, String snapshot) {
    return SnapshotVerifier.trusting(Host.SIGNING_KEY, host)
        .brand("acme")
        .maxSnapshotAge(Duration.ofMinutes(10))
        .stateFile(directory.resolve("seen"))
        .open(directory.resolve(snapshot));
  }

  private static String verdict(SnapshotVerifier verifier, String presented) {
    return verifier
        .verify(presented)
        .fold(key -> "accepted, for " + key.partnerId(), no -> "rejected, " + no.reason());
  }

  private static PublicKey publicKey(Path file) throws Exception {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(file)));
  }
}
