package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.Latchkey;
import io.latchkey.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replacing a key: when each of the two was last used, and when it is safe to finish. */
class ReplacementTest {

  private Site site;
  private ManualTime time;
  private Visitor ada;
  private Latchkey latchkey;

  @BeforeEach
  void start() throws Exception {
    site = Site.start(List.of(StoppedClock.class));
    ada = site.signIn("ada");
    latchkey = site.bean(Latchkey.class);
    time = site.bean(ManualTime.class);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void overlap_isSafeToFinishOnceTheOriginalHasBeenQuiet() throws Exception {
    String original = Keys.stored(ada, "Northwind Sourcing", "Rotated");
    use(original);
    String successor = replace(original, "week");
    assertThat(advice(original)).contains("has not been stored yet");

    acknowledge(successor);
    assertThat(advice(original)).contains("has not been used yet");

    use(successor);
    assertThat(advice(original)).contains("was used within the last 24 hours");

    time.advance(Duration.ofHours(25));
    use(successor);
    assertThat(advice(original)).contains("It is safe to revoke the original");
    Document page = ada.page(address(original, "replacement"));
    assertThat(page.select("dt:contains(Last used) + dd > time").eachText())
        .as("when each of the two was last used")
        .containsExactly("1 Jan 2030, 00:00 UTC", "2 Jan 2030, 01:00 UTC");
    assertThat(page.select("[aria-labelledby=original-title] dt:contains(State) + dd").text())
        .as("when the original ends")
        .isEqualTo("Active until 8 Jan 2030, 00:00 UTC");
    awaitAccepted(original);

    time.advance(Duration.ofDays(7));
    assertThat(advice(original)).contains("The original has ended");
    assertThat(row(original)).contains("Replaced");
    assertThat(latchkey.verifier().verify(original).accepted()).isFalse();
    awaitAccepted(successor);
  }

  @Test
  void successorGivenUp_leavesTheOriginalWhichCanBeReplacedAgain() throws Exception {
    String original = Keys.stored(ada, "Northwind Sourcing", "Stays");
    String successor = replace(original, "open");
    ada.submitOn(address(successor, "key"), "form[action$=discard]", Map.of());

    assertThat(advice(original)).contains("the original goes on");
    awaitAccepted(original);

    acknowledge(replace(original, "open"));
    assertThat(advice(original)).contains("has not been used yet");
  }

  @Test
  void replacementAtOnce_endsTheOriginalAtOnce() throws Exception {
    String original = Keys.stored(ada, "Northwind Sourcing", "Leaked");

    String successor = replace(original, "now");

    assertThat(latchkey.verifier().verify(original).accepted()).isFalse();
    acknowledge(successor);
    awaitAccepted(successor);
  }

  @Test
  void secondReplacementWhileOneIsOpen_isRefusedAndSaysWhy() throws Exception {
    String original = Keys.stored(ada, "Northwind Sourcing", "Twice");
    acknowledge(replace(original, "open"));

    Document page =
        ada.parse(ada.submitOn(address(original, "replace"), "main form", Map.of("how", "week")));

    assertThat(page.select(".alert.bad").text()).contains("revoke the original or its successor");
  }

  @Test
  void replacementWithoutAWay_isAskedForOne() throws Exception {
    String original = Keys.stored(ada, "Northwind Sourcing", "How");

    Document page = ada.parse(ada.submitOn(address(original, "replace"), "main form", Map.of()));

    assertThat(page.select("#how-error").text()).contains("Choose when");
  }

  private void use(String text) {
    awaitAccepted(text);
    latchkey.flushUses();
  }

  /** After the clock was moved, this node knows of nothing newer until it has asked again. */
  private void awaitAccepted(String text) {
    await().until(() -> latchkey.verifier().verify(text).accepted());
  }

  private String replace(String original, String how) throws Exception {
    String panel =
        Visitor.location(
            ada.submitOn(address(original, "replace"), "main form", Map.of("how", how)));
    return Keys.textOn(ada.page(panel));
  }

  private void acknowledge(String text) throws Exception {
    Keys.acknowledge(ada, ada.page(address(text, "key")));
  }

  private String advice(String original) throws Exception {
    return ada.page(address(original, "replacement")).select("main > .alert").text();
  }

  private String row(String text) throws Exception {
    return ada.page("/dev-center/keys?q=" + text.substring(63)).select("tbody tr").text();
  }

  private static String address(String text, String page) {
    return "/dev-center/keys/" + Keys.idOf(text) + "/" + page;
  }
}
