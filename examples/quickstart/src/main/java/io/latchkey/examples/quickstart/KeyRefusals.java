package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyIssuer;
import io.latchkey.NewKey;
import io.latchkey.Replacement;
import io.latchkey.memory.MemoryTransaction;
import java.time.Duration;

/** What is refused because of the key. */
final class KeyRefusals {

  private final Stage stage;
  private final KeyIssuer issuer;

  KeyRefusals(Stage stage) {
    this.stage = stage;
    issuer = stage.latchkey().issuer();
  }

  void show(Page page) {
    page.heading("Refused because of the key");
    IssuedKey issued = stage.pending();
    KeyId id = issued.id();
    Actor stranger = Ats.admin(AccountId.of("initech"), "u-1");
    page.refused("revoke, from another account", () -> issuer.revoke(stranger, id, Stage.LOST));
    Actor colleague = Ats.admin(Ats.GLOBEX, "u-18");
    page.refused("acknowledge, by a colleague", () -> issuer.acknowledge(colleague, issued));
    page.refused("disable, before it is acknowledged", () -> issuer.disable(ADMIN, id));
    stage.time().advance(Duration.ofMinutes(15));
    page.refused("acknowledge, too late", () -> issuer.acknowledge(ADMIN, issued));
    showUncommitted(page);
    showSuperseded(page);
    showEnded(page);
    page.refused(
        "leak report for a text that is no key",
        () -> issuer.reportLeak(Ats.HOST, "acme_ci_live_not-a-key"));
  }

  /** A key that was created within a transaction of the host's is nowhere until that commits. */
  private void showUncommitted(Page page) {
    try (MemoryTransaction transaction = stage.store().begin()) {
      IssuedKey issued = stage.latchkey().within(transaction).create(ADMIN, Stage.request());
      page.refused(
          "acknowledge, before the host's commit", () -> issuer.acknowledge(ADMIN, issued));
      issued.close();
    }
  }

  /** A page that was reloaded before the key was stored shows a fresh secret. */
  private void showSuperseded(Page page) {
    NewKey request = Stage.request().idempotencyKey("form-4712");
    IssuedKey first = issuer.create(ADMIN, request);
    first.close();
    IssuedKey second = issuer.create(ADMIN, request);
    page.refused(
        "acknowledge reveal " + first.revealNumber() + " after " + second.revealNumber(),
        () -> issuer.acknowledge(ADMIN, first));
  }

  private void showEnded(Page page) {
    KeyId original = stage.acknowledge(stage.pending()).id();
    Replacement request = Replacement.untilRevoked(original);
    IssuedKey successor = issuer.replace(ADMIN, request);
    page.refused("replace, while a successor waits", () -> issuer.replace(ADMIN, request));
    stage.revoke(successor.id());
    stage.revoke(original);
    page.refused("replace, after it was revoked", () -> issuer.replace(ADMIN, request));
  }
}
