package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;
import static io.latchkey.examples.quickstart.Ats.HOST;

import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.memory.MemoryKeyStore;
import java.time.Duration;

/** What a node answers that can't read the change feed: never yes. */
final class Outage {

  private Outage() {}

  static void show(Page page) throws InterruptedException {
    MemoryKeyStore database = new MemoryKeyStore();
    GatedStore gated = new GatedStore(database);
    SteppedTime time = new SteppedTime();
    try (Latchkey otherNode = Latchkey.builder(database).brand("acme").start();
        Latchkey latchkey =
            Latchkey.builder(gated.store())
                .brand("acme")
                .timeSource(time)
                .pollInterval(Duration.ofMillis(50))
                .start()) {
      page.heading("A node that can't read the change feed");
      IssuedKey issued = latchkey.issuer().create(ADMIN, Ats.keyFor(Partner.CUSTOM.id()));
      String text = issued.reveal();
      page.row("management works", latchkey.issuer().acknowledge(ADMIN, issued).state());
      page.row("before the first load", latchkey.verifier().verify(text));
      String unheard = otherNode.issuer().create(ADMIN, Ats.keyFor(Partner.CUSTOM.id())).reveal();
      page.refused(
          "leak report for a key of another node",
          () -> latchkey.issuer().reportLeak(HOST, unheard));
      gated.open();
      page.row("loaded", latchkey.awaitReady(Duration.ofSeconds(30)));
      page.row("", latchkey.verifier().verify(text));
      gated.shut();
      time.advance(Duration.ofSeconds(6));
      page.row("feed silent for 6 s", latchkey.verifier().verify(text));
      gated.open();
    }
  }
}
