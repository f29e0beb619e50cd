package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Latchkey;
import io.latchkey.examples.devcenter.users.DemoUsers;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The flow of the page in a real browser, from signing in to revoking, at two widths. */
class BrowserFlowTest {

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
  void wholeFlow_withAMouse_leadsFromAnEmptyListToARevokedKey(Screen screen) throws Exception {
    String user = screen == Screen.DESKTOP ? "ada" : "dora";
    try (Browser browser = Browser.open(site, screen, "flow")) {
      browser.go("/sign-in");
      browser.look("sign-in");
      browser.signIn(user);
      browser.look("home");
      browser.link("API Credential Management").click();
      browser.waitForText("No API keys yet");
      browser.look("empty-list");

      browser.link("Create New API Key").click();
      browser.look("new-key");
      browser.click("#create");
      browser.waitForText("Nothing was changed");
      assertThat(browser.find("#partner-error").isDisplayed()).isTrue();
      assertThat(browser.find("#description-error").isDisplayed()).isTrue();
      browser.look("field-errors");

      browser.type("partner", "top of");
      browser.waitFor(() -> browser.all("[role=option]").size() == 3);
      browser.look("type-ahead");
      assertThat(browser.all("[role=option] strong").stream().map(WebElement::getText))
          .containsExactly("Teamwise", "Unlisted vendor", "Custom");
      browser.click("[role=option]");
      assertThat(browser.find("#partner").getDomProperty("value")).isEqualTo("Teamwise");
      browser.type("description", "Teamwise: <b>bold</b> & \"quoted\"");
      browser.click("#create");
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");
      String text = browser.find("#key").getText();
      assertThat(text).startsWith("acme_ci_live_").hasSize(68);
      browser.look("one-time-panel");

      browser.button("I have stored the API Key").click();
      browser.waitForText("The key has not been copied yet");
      browser.look("reminder");
      assertThat(browser.find("#key").getText()).isEqualTo(text);
      browser.click("#copy");
      browser.waitForText("Copied.");
      browser.look("copied");
      browser.button("I have stored the API Key").click();
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/hand-over");
      assertThat(browser.text()).contains("Teamwise onboarding", "plain e-mail");
      browser.look("hand-over");

      browser.driver().navigate().back();
      browser.waitForText("This key can’t be shown");
      assertThat(browser.driver().getPageSource()).doesNotContain(text);
      browser.look("back");
      browser.driver().navigate().refresh();
      assertThat(browser.driver().getPageSource()).doesNotContain(text);
      browser.driver().navigate().forward();
      browser.waitForText("Hand the key over");
      browser.button("Save").click();
      browser.waitForPath("/dev-center/keys");
      assertThat(browser.find("tbody tr").getText())
          .contains("<b>bold</b>", "…" + text.substring(63), "Active", "Never");
      browser.look("list");
      assertThat(sendCandidate(text, user)).isBetween(200, 201);
      browser.link("Candidates").click();
      browser.waitForText("Kim Doe");
      assertThat(browser.text()).contains("Teamwise");
      browser.look("candidates");
      browser.go("/dev-center/keys");

      browser.click("details.reveal summary");
      browser.waitForText("prospect_pools.view");
      browser.click("details.actions summary");
      browser.look("actions");
      browser.link("View permissions").click();
      browser.waitForText("What this key may do, and why");
      browser.look("permissions");

      action(browser, "Change description");
      browser.type("description", "Teamwise, onboarding team");
      browser.look("description");
      browser.button("Change").click();
      browser.waitForText("The description was changed.");

      action(browser, "Change expiry");
      assertThat(browser.find("[value=never]").isSelected()).isTrue();
      browser.look("expiry");
      browser.click("[value=day]");
      browser.button("Change").click();
      browser.waitFor(() -> browser.find("#expiresOn-error").isDisplayed());
      browser.look("expiry-error");
      browser.find("#expiresOn").sendKeys("01312999");
      browser.button("Change").click();
      browser.waitForText("The key expires on 1 Feb 2999, 00:00 UTC.");

      action(browser, "Disable");
      browser.waitForText("The key is off.");
      assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isFalse();
      browser.look("disabled");
      action(browser, "Enable");
      browser.waitForText("The key is on again.");

      action(browser, "Replace");
      browser.look("replace");
      browser.click("input[value=week]");
      browser.button("Create the new key").click();
      browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");
      browser.look("successor");
      browser.click("#copy");
      browser.waitForText("Copied.");
      browser.button("I have stored the API Key").click();
      browser.waitForText("Hand the key over");
      browser.go("/dev-center/keys");
      // The newest stands first: the successor, then its original.
      WebElement original = browser.all("tbody tr").get(1);
      original.findElement(By.cssSelector("details.actions summary")).click();
      original.findElement(By.linkText("See replacement")).click();
      browser.waitForText("The new key has not been used yet");
      browser.look("replacement");
      browser.link("Finish: revoke the original").click();
      browser.waitForText("This can’t be undone");
      assertThat(browser.find("input[value=REPLACED]").isSelected()).isTrue();
      browser.look("revoke");
      browser.button("Revoke for ever").click();
      browser.waitForText("The key was revoked");
      assertThat(site.bean(Latchkey.class).verifier().verify(text).accepted()).isFalse();
      browser.look("revoked");

      new Select(browser.find("#state")).selectByVisibleText("Ended");
      browser.type("q", text.substring(63));
      browser.button("Search").click();
      browser.waitFor(() -> browser.all("tbody tr").size() == 1);
      browser.look("filtered");
      browser.type("q", "no such key");
      browser.button("Search").click();
      browser.waitForText("No key matches");
      browser.look("no-match");

      browser.link("Audit trail").click();
      browser.waitForText("every link holds");
      assertThat(browser.text()).contains("Key revoked").doesNotContain(text);
      browser.look("audit");
    }
  }

  /** What the partner does with its key. */
  private static int sendCandidate(String key, String user) throws Exception {
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(site.address().resolve("/v1/partner/candidates"))
            .header("Authorization", "Basic " + basic)
            .header("On-Behalf-Of", site.bean(DemoUsers.class).loadUserByUsername(user).email())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"first_name": "Kim", "last_name": "Doe", "external_id": "kim-1"}\
                    """))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static void action(Browser browser, String name) {
    browser.go("/dev-center/keys");
    browser.click("details.actions summary");
    browser
        .waitFor(
            () ->
                browser
                    .find("details.actions[open]")
                    .findElements(By.cssSelector("a, button"))
                    .stream()
                    .filter(item -> item.getText().equals(name))
                    .findFirst()
                    .orElseThrow())
        .click();
  }
}
