package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.AuditHead;
import io.latchkey.IssuedKey;
import io.latchkey.KeyInfo;
import io.latchkey.KeyIssuer;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.memory.MemoryKeyStore;
import java.io.PrintStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Exporting an audit trail, and what a check finds in copies that somebody has changed. */
public final class AuditExport {

  private AuditExport() {}

  /**
   * Runs the example.
   *
   * @param args not used
   * @throws Exception if this platform has no Ed25519
   */
  public static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    Page page = new Page(out);
    KeyPair host = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Latchkey.Builder builder = Latchkey.builder(new MemoryKeyStore()).brand("acme");
    try (Latchkey latchkey = builder.auditSigningKey(host.getPrivate()).start()) {
      work(latchkey);
      AuditHead kept = latchkey.audit().head(ADMIN);
      work(latchkey);
      Trail trail = Trail.export(latchkey);

      page.heading("The export: an event on each line, then the head and its signature");
      trail.lines().forEach(line -> page.row("line", line.substring(0, 70) + " ..."));
      page.row("head", "event " + trail.head().sequence() + ", " + trail.head().hash());

      page.heading("A check of it");
      page.row("against itself", trail.check());
      page.row("against a head kept", trail.check(kept));
      page.row("against the signature", trail.check(host.getPublic()));

      page.heading("Careless forgeries: found without anything else");
      page.row("event 2 changed", trail.replaced(2, "u-17", "u-99").check());
      page.row("event 3 dropped", trail.without(3).check());
      page.row("events 4 and 5 swapped", trail.swapped(4).check());
      page.row("cut off after event 5", trail.upTo(5).check());

      page.heading("A careful forgery: another history, every hash right");
      try (Latchkey forger = Latchkey.builder(new MemoryKeyStore()).brand("acme").start()) {
        work(forger);
        work(forger);
        Trail forged = Trail.export(forger);
        page.row("against itself", forged.check());
        page.row("against a head kept", forged.check(kept));
        page.row("against the signature", forged.check(host.getPublic()));
      }
    }
  }

  /** Creates a key and revokes it: three events. */
  private static KeyInfo work(Latchkey latchkey) {
    KeyIssuer issuer = latchkey.issuer();
    IssuedKey issued = issuer.create(ADMIN, Ats.keyFor(Partner.CUSTOM.id()));
    KeyInfo stored = issuer.acknowledge(ADMIN, issued);
    return issuer.revoke(ADMIN, stored.id(), Revocation.because(RevocationReason.OTHER));
  }
}
