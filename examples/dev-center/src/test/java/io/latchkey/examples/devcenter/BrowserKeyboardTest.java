package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

/** The flow of the page in a real browser without a mouse. */
class BrowserKeyboardTest {

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    Chromium.require();
    site = Site.start();
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void wholeFlow_withTheKeyboardAlone_goesThrough(Screen screen) throws Exception {
    try (Browser browser = Browser.open(site, screen, "keyboard")) {
      browser.go("/sign-in");
      browser.tabTo("#username");
      browser.press("ben");
      browser.tabTo("#password");
      browser.press("let-me-in", Keys.ENTER);
      browser.waitForPath("/");
      browser.tabTo(".menu a[href='/dev-center/keys']");
      browser.picture("focus");
      browser.press(Keys.ENTER);
      browser.waitForPath("/dev-center/keys");
      browser.tabTo("main a[href='/dev-center/keys/new']");
      browser.press(Keys.ENTER);
      browser.waitForPath("/dev-center/keys/new");

      browser.tabTo("#partner");
      browser.press("northwind");
      browser.waitFor(() -> browser.all("[role=option]").size() == 3);
      browser.press(Keys.ARROW_DOWN);
      browser.look("active-option");
      browser.press(Keys.ENTER);
      browser.waitFor(
          () -> "Northwind Sourcing".equals(browser.find("#partner").getDomProperty("value")));
      browser.tabTo("#description");
      browser.press("Northwind by keyboard");
      browser.tabTo("#create");
      browser.press(Keys.ENTER);
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");

      // Nothing copied yet: the reminder has the focus, and the key is a tab away.
      browser.tabTo("#acknowledge .button.primary");
      browser.press(Keys.ENTER);
      browser.waitForText("The key has not been copied yet");
      assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
          .isEqualTo("reminder");
      browser.tabTo("#key");
      browser.pressWithControl("c");
      browser.waitForText("Copied.");
      browser.tabTo("#acknowledge .button.primary");
      browser.press(Keys.ENTER);
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/hand-over");
      browser.tabTo("main form .button.primary");
      browser.press(Keys.ENTER);
      browser.waitForPath("/dev-center/keys");

      browser.tabTo("details.actions summary");
      browser.press(Keys.ENTER);
      browser.tabTo(".actions a.danger");
      browser.picture("focus-revoke");
      browser.press(Keys.ENTER);
      browser.waitForText("This can’t be undone");
      browser.tabTo("#reason input");
      browser.press(Keys.SPACE);
      browser.tabTo(".button.destroy");
      browser.press(Keys.ENTER);
      browser.waitForText("The key was revoked");
    }
  }
}
