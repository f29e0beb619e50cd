package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/** Checks a page with axe-core. */
final class Axe {

  private static final String SCRIPT = script();

  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        result => done(result.violations.map(violation =>
          violation.id + ': ' + violation.help + ' at '
            + violation.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | '))),
        failure => done(['axe failed: ' + failure]));
      """;

  private Axe() {}

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<?> violations(JavascriptExecutor browser) {
    browser.executeScript(SCRIPT);
    return (List<?>) Objects.requireNonNull(browser.executeAsyncScript(RUN));
  }

  static void assertNoViolation(JavascriptExecutor browser, String page) {
    assertThat(violations(browser)).as("accessibility of " + page).isEmpty();
  }
}
