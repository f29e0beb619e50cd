package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.latchkey.Replacement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A key and its successor, and what tells when the original can go. */
final class Handover {

  /** An original that was not used for so long, while its successor was, is out of use. */
  private static final Duration QUIET = Duration.ofDays(3);

  private final Stage stage;
  private final Latchkey latchkey;
  private final Page page;
  private final KeyId original;
  private final String originalText;
  private final IssuedKey successor;
  private final String successorText;

  Handover(Stage stage, Page page, Function<KeyId, Replacement> how) {
    this.stage = stage;
    this.page = page;
    latchkey = stage.latchkey();
    IssuedKey issued = stage.pending();
    originalText = issued.reveal();
    original = stage.acknowledge(issued).id();
    successor = latchkey.issuer().replace(ADMIN, how.apply(original));
    successorText = page.created(successor);
  }

  /** The partner has stored the successor: from now on the overlap runs. */
  void acknowledge() {
    page.row("successor stored, is now", stage.acknowledge(successor).state());
    page.row("original ends", find(original).endsAt().map(Object::toString).orElse("-"));
  }

  void useOriginal() {
    page.row("original used", latchkey.verifier().verify(originalText));
    look();
  }

  void useSuccessor() {
    page.row("successor used", latchkey.verifier().verify(successorText));
    look();
  }

  private void look() {
    latchkey.flushUses();
    Optional<Instant> last = find(original).lastUsedAt();
    Optional<Instant> next = find(successor.id()).lastUsedAt();
    Instant quietSince = stage.time().now().minus(QUIET);
    boolean outOfUse = next.isPresent() && last.filter(quietSince::isBefore).isEmpty();
    page.row("  original last used", last.map(Object::toString).orElse("never"));
    page.row("  successor last used", next.map(Object::toString).orElse("never"));
    page.row("  safe to finish", outOfUse ? "yes" : "no");
  }

  void finish() {
    page.row("original revoked, is now", stage.revoke(original).state());
  }

  void verifyBoth() {
    page.row("original", latchkey.verifier().verify(originalText));
    page.row("successor", latchkey.verifier().verify(successorText));
  }

  private KeyInfo find(KeyId id) {
    return latchkey.keys().find(ADMIN, id);
  }
}
