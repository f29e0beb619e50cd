package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.examples.devcenter.users.DemoUsers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Somebody at a screen: looks at every page, has it checked by axe, and keeps a picture of it. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final URI site;
  private final String name;
  private int picture;

  private Browser(ChromeDriver driver, URI site, String name) {
    this.driver = driver;
    this.site = site;
    this.name = name;
  }

  /** Opens a browser; its pictures are filed under the screen and a name. */
  static Browser open(Site site, Screen screen, String name) throws Exception {
    return open(site.address(), screen, name, Files.createTempDirectory("chromium"));
  }

  /** Opens a browser with the given profile. */
  static Browser open(URI site, Screen screen, String name, Path profile) throws Exception {
    return new Browser(
        Chromium.start(screen.inside(), profile),
        site,
        screen.name().toLowerCase(Locale.ROOT) + "-" + name);
  }

  ChromeDriver driver() {
    return driver;
  }

  void go(String path) {
    driver.get(site.resolve(path).toString());
  }

  String path() {
    return URI.create(driver.getCurrentUrl()).getPath();
  }

  void signIn(String user) {
    go("/sign-in");
    type("username", user);
    type("password", DemoUsers.PASSWORD);
    click("main .button.primary");
    waitForPath("/");
  }

  WebElement find(String css) {
    return waitFor(() -> driver.findElement(By.cssSelector(css)));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  WebElement link(String text) {
    return waitFor(() -> driver.findElement(By.linkText(text)));
  }

  WebElement button(String text) {
    return waitFor(
        () -> driver.findElement(By.xpath("//main//button[normalize-space()='" + text + "']")));
  }

  void click(String css) {
    find(css).click();
  }

  void type(String id, String text) {
    WebElement field = find("#" + id);
    field.clear();
    field.sendKeys(text);
  }

  /** Types without a mouse: to whatever has the focus. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressWithControl(CharSequence key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  /** Moves the focus by the tab key until it is on an element, as somebody without a mouse does. */
  WebElement tabTo(String css) {
    for (int i = 0; i < 200; i++) {
      WebElement focused = driver.switchTo().activeElement();
      if (Boolean.TRUE.equals(
          driver.executeScript("return arguments[0].matches(arguments[1])", focused, css))) {
        return focused;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("the tab key does not lead to " + css + " on " + path());
  }

  String text() {
    return find("body").getText();
  }

  void waitForPath(String path) {
    waitFor(() -> path().matches(path));
  }

  void waitForText(String text) {
    waitFor(() -> text().contains(text));
  }

  <T> T waitFor(Supplier<T> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(org.openqa.selenium.WebDriverException.class)
        .until(any -> condition.get());
  }

  /** Checks what a page must be, whatever is on it, in light and in dark, and keeps pictures. */
  void look(String what) throws IOException {
    assertThat(number("return document.documentElement.scrollWidth"))
        .as("width of " + what)
        .isLessThanOrEqualTo(number("return innerWidth"));
    for (String scheme : List.of("dark", "light")) {
      prefer(scheme);
      Axe.assertNoViolation(driver, what + " in " + scheme);
      picture(scheme.equals("light") ? what : what + "-" + scheme);
    }
  }

  private void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                // A colour on its way to another one has no contrast of its own.
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  private long number(String script) {
    return ((Number) driver.executeScript(script)).longValue();
  }

  void picture(String what) throws IOException {
    picture++;
    Files.createDirectories(PICTURES);
    Path file = PICTURES.resolve(String.format("%s-%02d-%s.png", name, picture, what));
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
