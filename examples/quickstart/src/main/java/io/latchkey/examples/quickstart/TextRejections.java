package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.IssuedKey;
import io.latchkey.KeyVerifier;
import io.latchkey.NewKey;

/** What becomes of texts that are no key of this host. */
final class TextRejections {

  private final Stage stage;

  TextRejections(Stage stage) {
    this.stage = stage;
  }

  void show(Page page) {
    KeyVerifier verifier = stage.latchkey().verifier();
    IssuedKey issued = stage.pending();
    String key = issued.reveal();
    page.heading("Texts that are no key; the one they were made from is " + activate(issued));
    page.row("itself", verifier.verify(key));
    page.row("blank", verifier.verify(" "));
    page.row("with a line break", verifier.verify(key + "\n"));
    page.row("cut short", verifier.verify(key.substring(0, 60)));
    page.row("of another product", verifier.verify(key.replace("acme_", "zenith_")));
    page.row("with a dash inside", verifier.verify(withCharacter(key, '-')));
    page.row("with a typing error", verifier.verify(withCharacter(key, letterOtherThan(key))));
    page.row("of another store", verifier.verify(keyOfAnotherStore()));
    page.row("an older reveal", verifier.verify(olderReveal()));
  }

  private Object activate(IssuedKey issued) {
    return stage.acknowledge(issued).state();
  }

  private static String withCharacter(String key, char c) {
    return key.substring(0, 40) + c + key.substring(41);
  }

  private static char letterOtherThan(String key) {
    return key.charAt(40) == 'a' ? 'b' : 'a';
  }

  private static String keyOfAnotherStore() {
    try (Stage other = Stage.open()) {
      return other.pending().reveal();
    }
  }

  /** The page was reloaded before the key was stored, and showed a fresh secret. */
  private String olderReveal() {
    NewKey request = Stage.request().idempotencyKey("form-4713");
    String older;
    try (IssuedKey first = stage.latchkey().issuer().create(ADMIN, request)) {
      older = first.reveal();
    }
    stage.acknowledge(stage.latchkey().issuer().create(ADMIN, request));
    return older;
  }
}
