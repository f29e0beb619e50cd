package io.latchkey.examples.devcenter;

import static io.latchkey.examples.devcenter.Integration.base64;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * People paste keys where they don't belong. The line about a refusal had the address as it was
 * sent, so that a key in it stood in the log.
 */
class LogsHoldNoKeyTest {

  /** A piece this long is searched for at every place of a key; shorter ones give nothing away. */
  private static final int PIECE = 9;

  private static final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private static final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static Site site;
  private static Wire wire;
  private static String key;

  @BeforeAll
  static void start() {
    site = Site.start("--logging.level.root=info");
    wire = new Wire(site.address());
    key = Integration.of(site, "ada", "northwind-sourcing").key();
    lines.start();
    root.addAppender(lines);
  }

  @AfterAll
  static void stop() {
    root.detachAppender(lines);
    root.setLevel(Level.INFO);
    site.close();
  }

  @BeforeEach
  void clear() {
    lines.list.clear();
  }

  /** The key as it is, and as it is when somebody copied it badly. */
  private static Map<String, String> shapes() {
    int half = key.length() / 2;
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("whole", key);
    shapes.put("end cut off", key.substring(0, key.length() - 3));
    shapes.put("start cut off", key.substring(5));
    shapes.put("body alone", key.substring(key.length() - 55));
    shapes.put("secret alone", key.substring(key.length() - 39));
    shapes.put("in halves", key.substring(0, half) + "/" + key.substring(half));
    shapes.put("with a space", key.substring(0, half) + "%20" + key.substring(half));
    shapes.put("with a hyphen", key.substring(0, half) + "-" + key.substring(half));
    shapes.put("with a wrong letter", key.substring(0, half) + "%C3%A4" + key.substring(half));
    shapes.put("in quotes", "%22" + key + "%22");
    shapes.put("unquoted signs", "<" + key + ">");
    shapes.put("underscores encoded", key.replace("_", "%5F"));
    shapes.put("letter encoded", key.replace("a", "%61"));
    shapes.put("slash encoded", key + "%2F");
    shapes.put("with a parameter", "jobs;key=" + key);
    shapes.put("behind two slashes", "/" + key);
    shapes.put("in Base64", base64(key + ":"));
    shapes.put("of another brand", key.replace("acme", "other"));
    shapes.put("in capitals", key.toUpperCase(Locale.ROOT));
    shapes.put("with a line break", key + "%0A");
    return shapes;
  }

  @TestFactory
  Stream<DynamicTest> keyInAnAddress_standsInNoLine() {
    return shapes().entrySet().stream()
        .flatMap(
            shape ->
                Stream.of("/v1/partner/", "/v1/partner/jobs/", "/dev-center/keys/", "/jobs/", "/")
                    .map(
                        base ->
                            DynamicTest.dynamicTest(
                                shape.getKey() + " below " + base,
                                () -> assertNotLogged(base + shape.getValue(), shape.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> keyInAQuery_standsInNoLine() {
    return shapes().entrySet().stream()
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape.getKey(),
                    () -> {
                      String query = "?key=" + shape.getValue();
                      assertNotLogged("/v1/partner/jobs" + query, shape.getValue());
                      assertNotLogged("/dev-center/keys" + query, shape.getValue());
                    }));
  }

  @Test
  void refusal_ofAPlainAddress_isALine() throws Exception {
    wire.get("/v1/partner/jobs", List.of());

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("refused GET /v1/partner/jobs: HEADER_MISSING");
  }

  @Test
  void keyInAnyHeader_standsInNoLine() throws Exception {
    for (String header :
        List.of("User-Agent", "Referer", "On-Behalf-Of", "Cookie", "X-Request-Id", "Accept")) {
      wire.get("/v1/partner/jobs", List.of(header + ": " + key, "Authorization: Basic " + key));
      wire.get("/dev-center/keys", List.of(header + ": " + key));
    }

    assertHolds(key);
  }

  @Test
  void keyAsTheMethod_standsInNoLine() throws Exception {
    wire.send(key, "/v1/partner/jobs", List.of());
    wire.send(key, "/dev-center/keys", List.of());

    assertHolds(key);
  }

  private static void assertNotLogged(String address, String shape) throws Exception {
    lines.list.clear();
    wire.get(address, List.of("User-Agent: curl " + shape));
    assertHolds(shape);
  }

  /** No line, nor what a line has of an exception, holds a piece of what was sent. */
  private static void assertHolds(String sent) {
    String logged = String.join("\n", lines.list.stream().map(LogsHoldNoKeyTest::text).toList());
    for (int from = 13; from + PIECE <= sent.length(); from++) {
      assertThat(logged).doesNotContain(sent.substring(from, from + PIECE));
    }
  }

  private static String text(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
