package io.latchkey.examples.devcenter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The browser of the tests: Debian's, installed from the package archive if it is missing and this
 * process may. Without it the tests are skipped and say why; where the environment has {@code
 * CI=true}, or with {@code -Dlatchkey.browser=required}, they fail instead.
 */
final class Chromium {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path APT = Path.of("/usr/bin/apt-get");

  private static boolean tried;

  private Chromium() {}

  /** Makes sure that there is a browser, or ends the test. */
  static synchronized void require() throws Exception {
    if (!present() && !tried) {
      tried = true;
      install();
    }
    if (present()) {
      return;
    }
    String why = BROWSER + " and " + DRIVER + " are missing and could not be installed";
    if (required()) {
      throw new AssertionError(why);
    }
    assumeTrue(false, why + ": run src/test/resources/install-chromium.sh as root on Debian");
  }

  private static boolean present() {
    return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
  }

  private static boolean required() {
    return "true".equals(System.getenv("CI"))
        || "required".equals(System.getProperty("latchkey.browser"));
  }

  private static void install() throws IOException, InterruptedException, URISyntaxException {
    if (!Files.isExecutable(APT) || !"root".equals(System.getProperty("user.name"))) {
      return;
    }
    Path script =
        Path.of(Objects.requireNonNull(Chromium.class.getResource("/install-chromium.sh")).toURI());
    Path log = Files.createDirectories(Path.of("target")).resolve("install-chromium.log");
    Process process =
        new ProcessBuilder("sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroy();
    }
  }

  /** Starts a browser with a profile and a window whose inside has a size. */
  static ChromeDriver start(Dimension inside, Path profile) throws Exception {
    require();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-device-scale-factor=1",
        "--user-data-dir=" + profile,
        "--window-size=" + inside.getWidth() + "," + inside.getHeight());
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        java.util.Map.of(
            "width",
            inside.getWidth(),
            "height",
            inside.getHeight(),
            "deviceScaleFactor",
            1,
            "mobile",
            false));
    return driver;
  }
}
