package io.latchkey.examples.quickstart;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.examples.quickstart.Ats.ADMIN;

import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Replacement;
import io.latchkey.Verification;
import java.time.Duration;
import java.util.function.Consumer;

/** What becomes of keys whose text is right. */
final class StateRejections {

  private final Stage stage;
  private final Latchkey latchkey;
  private final KeyVerifier verifier;

  StateRejections(Stage stage) {
    this.stage = stage;
    latchkey = stage.latchkey();
    verifier = latchkey.verifier();
  }

  void show(Page page) {
    page.heading("Keys whose text is right");
    String pending = stage.pending().reveal();
    page.row("pending", verifier.verify(pending));
    pass(Duration.ofMinutes(15));
    page.row("never acknowledged", verifier.verify(pending));
    page.row("turned off", after(this::disable));
    page.row("revoked", after(stage::revoke));
    page.row("its overlap is over", after(this::replaceAndWait));
    page.row("its term is over", after(key -> pass(Duration.ofDays(730))));
    String text = stage.active(Stage.request());
    page.row("permission missing", verifier.verify(text, JOBS_VIEW));
    String jobBoard = stage.active(NewKey.of(Ats.JOB_BOARD, Ats.MEADOWLARK.id(), "Postings"));
    page.row("for another API", verifier.verify(jobBoard, CANDIDATES_CREATE));
    latchkey.partners().suspend(Ats.HOST, Ats.MEADOWLARK.id());
    page.row("partner suspended", verifier.verify(text));
    latchkey.partners().resume(Ats.HOST, Ats.MEADOWLARK.id());
    latchkey.accounts().suspend(Ats.HOST, Ats.GLOBEX);
    page.row("account suspended", verifier.verify(text));
    latchkey.accounts().resume(Ats.HOST, Ats.GLOBEX);
    String test = stage.active(Stage.request().environment("test"));
    try (Latchkey live =
        Latchkey.builder(stage.store()).brand("acme").apiType(Ats.JOB_BOARD).start()) {
      page.row("of the test environment", live.verifier().verify(test));
    }
  }

  /** What becomes of an active key after something happened. */
  private Verification after(Consumer<KeyId> event) {
    IssuedKey issued = stage.pending();
    String text = issued.reveal();
    event.accept(stage.acknowledge(issued).id());
    return verifier.verify(text);
  }

  private KeyInfo disable(KeyId key) {
    return latchkey.issuer().disable(ADMIN, key);
  }

  private void replaceAndWait(KeyId key) {
    Replacement request = Replacement.overlapping(key, Duration.ofDays(7));
    stage.acknowledge(latchkey.issuer().replace(ADMIN, request));
    pass(Duration.ofDays(7));
  }

  private void pass(Duration duration) {
    stage.time().advance(duration);
  }
}
