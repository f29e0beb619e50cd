package io.latchkey.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.IssuedKey;
import io.latchkey.KeyVerifier;
import java.util.Base64;

/** What becomes of every form of the {@code Authorization} header, right and wrong. */
final class HeaderRejections {

  private final Stage stage;

  HeaderRejections(Stage stage) {
    this.stage = stage;
  }

  void show(Page page) {
    IssuedKey issued = stage.pending();
    String key = issued.reveal();
    KeyVerifier verifier = stage.latchkey().verifier();
    page.heading("Authorization headers; the key is " + stage.acknowledge(issued).state());
    page.row("Basic base64(key:)", verifier.verifyAuthorization(basic(key + ":")));
    page.row("Bearer key", verifier.verifyAuthorization("Bearer " + key));
    page.row("Basic base64(key)", verifier.verifyAuthorization(basic(key)));
    page.row("Basic base64(key):", verifier.verifyAuthorization(basic(key) + ":"));
    page.row("Basic key", verifier.verifyAuthorization("Basic " + key));
    page.row("Basic base64(key:key)", verifier.verifyAuthorization(basic(key + ":" + key)));
    page.row("Basic base64(:key)", verifier.verifyAuthorization(basic(":" + key)));
    page.row("Basic base64(:)", verifier.verifyAuthorization(basic(":")));
    page.row("Basic", verifier.verifyAuthorization("Basic"));
    page.row("Token key", verifier.verifyAuthorization("Token " + key));
    page.row("300 characters", verifier.verifyAuthorization("Bearer " + "x".repeat(293)));
    page.row("no header", verifier.verifyAuthorization(null));
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }
}
