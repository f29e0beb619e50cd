package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After its acknowledgement and before its first use, no trace of a key is left: not in the
 * database, nor in the log at its most talkative, nor in what the browser keeps on disk, nor in any
 * object that can be reached in the heap of the server, its own buffers included. The same holds
 * for keys that were replaced or given up.
 */
class TracesOfAKeyTest {

  @TempDir private static Path directory;

  private static final Map<String, String> KEYS = new LinkedHashMap<>();
  private static byte[] heapWhileReadable;
  private static byte[] heapAfterwards;
  private static Map<String, byte[]> files;

  @BeforeAll
  static void createStoreReplaceAndGiveUp() throws Exception {
    Chromium.require();
    Path profile = Files.createDirectories(directory.resolve("profile"));
    Path data = Files.createDirectories(directory.resolve("server"));
    try (ServerProcess server = startTalkative(data)) {
      try (Browser browser = Browser.open(server.address(), Screen.DESKTOP, "traces", profile)) {
        browser.signIn("ada");
        create(browser, "stored");
        heapWhileReadable = server.heap("readable");
        browser.click("#copy");
        browser.waitForText("Copied.");
        store(browser);
        browser.button("Save").click();
        browser.waitForPath("/dev-center/keys");

        browser.go("/dev-center/keys");
        browser.click("details.actions summary");
        browser.link("Replace").click();
        browser.click("input[value=open]");
        browser.button("Create the new key").click();
        keep(browser, "successor");
        browser.click("#copy");
        browser.waitForText("Copied.");
        store(browser);

        create(browser, "given-up");
        browser.button("Give this key up").click();
        browser.waitForText("The key was given up");

        create(browser, "left");
        browser.go("/dev-center/keys?state=ended&q=left");
        browser.waitFor(
            () -> {
              browser.driver().navigate().refresh();
              return browser.text().contains("Abandoned");
            });
        heapAfterwards = server.heap("afterwards");
      }
    }
    files = read(directory);
  }

  private static ServerProcess startTalkative(Path data) throws IOException {
    return ServerProcess.start(
        data,
        "--devcenter.closing-grace=0s",
        "--logging.level.root=debug",
        "--logging.level.io.latchkey=trace",
        "--server.tomcat.accesslog.enabled=true",
        "--server.tomcat.accesslog.directory=" + data.resolve("access"));
  }

  private static void create(Browser browser, String description) {
    browser.go("/dev-center/keys/new");
    browser.type("partner", "Northwind Sourcing");
    browser.type("description", description);
    browser.click("#create");
    keep(browser, description);
  }

  private static void keep(Browser browser, String name) {
    browser.waitForPath("/dev-center/keys/[0-9A-Za-z]{16}/key");
    KEYS.put(name, browser.find("#key").getText());
  }

  private static void store(Browser browser) {
    browser.button("I have stored the API Key").click();
    browser.waitForText("Hand the key over");
  }

  private static Map<String, byte[]> read(Path directory) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static Traces traces(String... names) {
    Traces traces = new Traces();
    for (String name : names) {
      traces.add(name, KEYS.get(name));
    }
    return traces;
  }

  private static Traces allTraces() {
    return traces(KEYS.keySet().toArray(String[]::new));
  }

  @Test
  void keyThatCanBeRead_isInTheHeap() {
    assertThat(traces("stored").in(heapWhileReadable)).contains("stored, plain, two bytes each");
  }

  @Test
  void keysWhoseTimeIsOver_areNotInTheHeap() {
    assertThat(KEYS).hasSize(4);
    assertThat(allTraces().in(heapAfterwards)).isEmpty();
  }

  @Test
  void files_holdNoTrace() {
    Traces traces = allTraces();

    assertThat(files.keySet())
        .anyMatch(name -> name.endsWith("keys.mv.db"))
        .anyMatch(name -> name.endsWith("server.log"))
        .anyMatch(name -> name.startsWith("server/access/"))
        .anyMatch(name -> name.endsWith("History"));
    files.forEach((name, content) -> assertThat(traces.in(content)).as(name).isEmpty());
  }

  @Test
  void files_holdWhatTheyShould() {
    String id = Keys.idOf(KEYS.get("stored"));

    for (String name :
        List.of("server/keys.mv.db", "server/server.log", "profile/Default/History")) {
      String content = new String(files.get(name), StandardCharsets.ISO_8859_1);
      assertThat(content.contains(id)).as("the public id in " + name).isTrue();
    }
  }
}
