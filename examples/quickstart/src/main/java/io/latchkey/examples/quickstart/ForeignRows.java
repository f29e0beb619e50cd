package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.SealKeys;
import io.latchkey.memory.MemoryKeyStore;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** What a host with seal keys makes of rows that somebody else wrote to its database. */
final class ForeignRows {

  private ForeignRows() {}

  static void show(Page page) {
    MemoryKeyStore database = new MemoryKeyStore();
    try (Latchkey somebody = Latchkey.builder(database).brand("acme").start()) {
      IssuedKey planted = somebody.issuer().create(ADMIN, Ats.keyFor(Partner.CUSTOM.id()));
      String text = planted.reveal();
      somebody.issuer().acknowledge(ADMIN, planted);
      try (Latchkey latchkey =
          Latchkey.builder(database).brand("acme").seal(SealKeys.of(1, sealKey())).start()) {
        page.heading("A row that the library did not seal");
        page.row("its key", latchkey.verifier().verify(text));
        page.refused("a change of it", () -> latchkey.issuer().disable(ADMIN, planted.id()));
      }
    }
  }

  /** A real one comes from where the host keeps its secrets, never from the database. */
  private static SecretKeySpec sealKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
