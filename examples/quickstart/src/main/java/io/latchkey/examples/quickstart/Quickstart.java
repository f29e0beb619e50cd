package io.latchkey.examples.quickstart;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.TRACKING_LINKS_CREATE;
import static io.latchkey.examples.quickstart.Ats.ADMIN;
import static io.latchkey.examples.quickstart.Ats.HOST;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.AuditHead;
import io.latchkey.IssuedKey;
import io.latchkey.KeyIssuer;
import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.Replacement;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.jdbc.JdbcKeyStore;
import java.io.PrintStream;
import java.time.Duration;

/** The life of a key: created, shown once, acknowledged, verified, replaced, revoked, proven. */
public final class Quickstart {

  private Quickstart() {}

  /**
   * Runs the example.
   *
   * @param args the address of a database whose driver is at hand, or nothing for a new H2 file
   * @throws Exception if the catalogue can't be read
   */
  public static void main(String[] args) throws Exception {
    run(System.out, args.length > 0 ? args[0] : Database.newFile());
  }

  static void run(PrintStream out, String address) throws Exception {
    Page page = new Page(out);
    try (HikariDataSource database = Database.at(address);
        JdbcKeyStore store = JdbcKeyStore.create(database);
        Latchkey latchkey = Database.start(store)) {
      page.row("keys are kept in", address);
      page.heading("1. Find the partner");
      page.row("catalogue", Ats.loadCatalogue(latchkey).registered().size() + " partners loaded");
      page.row("\"northw\" finds", Search.show(latchkey, "northw"));
      page.row("\"coralfinder\" finds", Search.show(latchkey, "coralfinder"));
      Partner partner = Search.choose(latchkey, "coralfinder");

      page.heading("2. Create a key for " + partner.displayName() + ", show it once");
      KeyIssuer issuer = latchkey.issuer();
      IssuedKey issued = issuer.create(ADMIN, Ats.keyFor(partner.id()));
      String key = page.created(issued);
      KeyVerifier verifier = latchkey.verifier();
      page.row("verified too early", verifier.verify(key));
      page.row("acknowledged, is now", issuer.acknowledge(ADMIN, issued).state());
      page.row("can be shown again", issued.readable() ? "yes" : "no");

      page.heading("3. Verify requests");
      page.row("POST candidates", verifier.verify(key, CANDIDATES_CREATE));
      page.row("POST tracking_link", verifier.verify(key, TRACKING_LINKS_CREATE));

      page.heading("4. Replace it with overlap, then revoke the original");
      Replacement request = Replacement.overlapping(issued.id(), Duration.ofDays(7));
      IssuedKey successor = issuer.replace(ADMIN, request);
      String newKey = page.created(successor);
      page.row("acknowledged, is now", issuer.acknowledge(ADMIN, successor).state());
      page.row("original", verifier.verify(key));
      page.row("successor", verifier.verify(newKey));
      Revocation done = Revocation.because(RevocationReason.REPLACED);
      page.row("original revoked, is now", issuer.revoke(ADMIN, issued.id(), done).state());
      page.row("original", verifier.verify(key));

      AuditHead kept = latchkey.audit().head(ADMIN);
      page.heading("5. The successor's text turns up in a public place");
      page.row("leak reported, is now", issuer.reportLeak(HOST, newKey).key().state());
      page.row("successor", verifier.verify(newKey));
      page.heading("6. Prove who did what");
      Trail.show(latchkey, page);
      page.row("audit verified", Trail.export(latchkey).check(kept));
    }
    Refusals.run(out);
  }
}
