package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.WindowType;

/** What does not go, in a real browser, and how the page says so. */
class BrowserRefusalsTest {

  private static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\">";

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    Chromium.require();
    site = Site.start("--devcenter.closing-grace=1s");
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void userWithoutTheGrant_hasNoMenuEntryAndIsToldWhatIsMissing(Screen screen) throws Exception {
    try (Browser browser = Browser.open(site, screen, "denied")) {
      browser.signIn("cleo");
      assertThat(browser.text()).doesNotContain("API Credential Management");
      browser.look("home");
      browser.go("/dev-center/keys");
      browser.waitForText("grant webhooks.manage");
      browser.look("list");
    }
  }

  @ParameterizedTest
  @EnumSource
  void partnerWithOAuth_turnsTheFormIntoSetupSteps(Screen screen) throws Exception {
    try (Browser browser = Browser.open(site, screen, "oauth")) {
      browser.signIn("ben");
      browser.go("/dev-center/keys/new");
      browser.type("description", "Not lost");
      choose(browser, "coral", "Brightreef");
      browser.waitForText("Brightreef needs no key");
      assertThat(browser.link("https://example.com/brightreef/connect").isDisplayed()).isTrue();
      assertThat(browser.all("#create")).isEmpty();
      browser.look("setup");

      browser.button("Choose another partner").click();
      browser.waitFor(() -> browser.find("#create").isDisplayed());
      assertThat(browser.find("#description").getDomProperty("value")).isEqualTo("Not lost");
    }
  }

  @ParameterizedTest
  @EnumSource
  void retiredPartner_canNotBeChosenAndIsRefusedAtItsField(Screen screen) throws Exception {
    try (Browser browser = Browser.open(site, screen, "retired")) {
      browser.signIn("ben");
      browser.go("/dev-center/keys/new");
      browser.type("description", "Not lost");
      choose(browser, "ledgerly", "Old Ledger Sourcing");
      browser.look("in-the-list");
      assertThat(browser.find("[data-combo-value]").getDomProperty("value")).isEmpty();

      browser.type("partner", "Old Ledger Sourcing");
      browser.click("#create");
      browser.waitFor(() -> browser.find("#partner-error").isDisplayed());
      assertThat(browser.find("#description").getDomProperty("value")).isEqualTo("Not lost");
      assertThat(browser.find("#partner").getDomProperty("value")).isEqualTo("Old Ledger Sourcing");
      browser.look("at-its-field");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostileNamesAndDescriptions_areTextAndNothingElse(Screen screen) throws Exception {
    try (Browser browser = Browser.open(site, screen, "hostile")) {
      browser.signIn("ben");
      browser.go("/dev-center/keys/new");
      choose(browser, "sons", "<script>alert('Sons')</script> & \"Sons\"");
      browser.type("description", HOSTILE);
      browser.look("form");
      browser.click("#create");
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");
      browser.click("#copy");
      browser.waitForText("Copied.");
      browser.button("I have stored the API Key").click();
      browser.waitForText("<b>Sons</b> & 'Daughters'");
      browser.look("hand-over");
      browser.button("Save").click();
      browser.waitForText(HOSTILE);
      assertThat(browser.text()).contains("<script>alert('Sons')</script>");
      assertThat(browser.all("main img")).isEmpty();
      assertThat(browser.driver().getTitle()).startsWith("API Credential Management");
      browser.look("list");
    }
  }

  @ParameterizedTest
  @EnumSource
  void addressThatIsNone_saysSo(Screen screen) throws Exception {
    try (Browser browser = Browser.open(site, screen, "nowhere")) {
      browser.signIn("ben");
      browser.go("/dev-center/nowhere");
      browser.waitForText("There is nothing at this address.");
      browser.look("page");
    }
  }

  /** Browsers send a day that is half typed as none, and the key would never expire. */
  @Test
  void lastDay_halfTyped_isNotTakenForNone() throws Exception {
    try (Browser browser = Browser.open(site, Screen.DESKTOP, "half-a-day")) {
      browser.signIn("ben");
      browser.go("/dev-center/keys/new");
      choose(browser, "northwind", "Northwind Sourcing");
      browser.type("description", "Half a day");
      browser.find("#expiresOn").sendKeys("0131");
      browser.click("#create");

      browser.find("#expiresOn").sendKeys("01312999");
      browser.click("#create");
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");
      browser.go("/dev-center/keys?q=Half");
      assertThat(browser.all("tbody tr")).hasSize(1);
      assertThat(browser.find("[data-label=Expires]").getText()).contains("1 Feb 2999");
    }
  }

  @Test
  void closedTab_abandonsTheKey() throws Exception {
    try (Browser browser = Browser.open(site, Screen.DESKTOP, "closed-tab")) {
      browser.signIn("ben");
      browser.go("/dev-center/keys");
      String list = browser.driver().getWindowHandle();
      browser.driver().switchTo().newWindow(WindowType.TAB);
      create(browser, "Closed too early");
      browser.driver().navigate().refresh();
      assertThat(browser.find("#key").getText()).as("after a reload").hasSize(68);
      String panel = browser.path();

      browser.driver().close();
      browser.driver().switchTo().window(list);

      browser.waitFor(
          () -> {
            browser.go("/dev-center/keys?q=Closed");
            return browser.find("tbody tr").getText().contains("Abandoned");
          });
      browser.look("list");
      browser.go(panel);
      browser.waitForText("This key can’t be shown");
    }
  }

  @Test
  void deadline_takesTheKeyOffThePageAndAbandonsIt() throws Exception {
    try (Site hasty = Site.start("--devcenter.acknowledge-within=6s");
        Browser browser = Browser.open(hasty, Screen.DESKTOP, "deadline")) {
      browser.signIn("ben");
      create(browser, "Too slow");
      browser.waitForText("The time is over.");
      assertThat(browser.driver().getPageSource()).doesNotContain("acme_ci_live_");
      browser.look("panel");

      browser.go("/dev-center/keys");
      browser.waitFor(
          () -> {
            browser.driver().navigate().refresh();
            return browser.find("tbody tr").getText().contains("Abandoned");
          });
      browser.look("list");
    }
  }

  private static void create(Browser browser, String description) {
    browser.go("/dev-center/keys/new");
    choose(browser, "northwind", "Northwind Sourcing");
    browser.type("description", description);
    browser.click("#create");
    browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");
  }

  private static void choose(Browser browser, String typed, String name) {
    browser.type("partner", typed);
    browser.waitFor(
        () ->
            browser.all("[role=option]").stream()
                .filter(option -> option.getText().startsWith(name))
                .findFirst()
                .map(
                    option -> {
                      option.click();
                      return true;
                    })
                .orElse(null));
  }
}
