package io.latchkey.examples.springboot;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.examples.springboot.RunningHost.ADMIN;
import static io.latchkey.examples.springboot.RunningHost.GLOBEX;
import static io.latchkey.examples.springboot.RunningHost.HOST;
import static io.latchkey.examples.springboot.RunningHost.base64;
import static io.latchkey.examples.springboot.RunningHost.basic;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.latchkey.IssuedKey;
import io.latchkey.PartnerId;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.examples.springboot.apikey.ApiKeyRefusals;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SpringBootHostTest {

  private static RunningHost host;

  private final Logger operator = (Logger) LoggerFactory.getLogger(ApiKeyRefusals.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeAll
  static void start() {
    host = new RunningHost();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void listen() {
    lines.start();
    operator.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    operator.detachAppender(lines);
  }

  @Test
  void key_withThePermission_opensPathAndMethod() throws Exception {
    String key = host.demoKey();

    HttpResponse<String> jobs = host.send("GET", "/v1/jobs", basic(key));
    HttpResponse<String> created = host.send("POST", "/v1/candidates", basic(key));

    assertThat(jobs.statusCode()).isEqualTo(200);
    assertThat(jobs.body()).contains("\"account\":\"globex\"");
    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.body()).isEqualTo("{\"source\":\"custom\"}");
    assertThat(jobs.headers().map()).doesNotContainKey("Set-Cookie");
  }

  @Test
  void key_asBearer_opensToo() throws Exception {
    HttpResponse<String> jobs = host.send("GET", "/v1/jobs", "Bearer " + host.demoKey());

    assertThat(jobs.statusCode()).isEqualTo(200);
  }

  @Test
  void key_withoutThePermission_isToldWhichItNeedsByThePathAndRefusedByTheMethod()
      throws Exception {
    IssuedKey viewer = host.pending(host.partner("viewer", JOBS_VIEW));
    IssuedKey creator = host.pending(host.partner("creator", CANDIDATES_CREATE));

    HttpResponse<String> byPath = host.send("GET", "/v1/jobs", basic(host.live(creator)));
    HttpResponse<String> byMethod = host.send("POST", "/v1/candidates", basic(host.live(viewer)));

    assertThat(byPath.statusCode()).isEqualTo(403);
    assertThat(byPath.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(byPath.body())
        .isEqualTo("{\"status\":403,\"detail\":\"The API key needs the permission jobs.view.\"}");
    assertThat(byMethod.statusCode()).isEqualTo(403);
    assertThat(byMethod.body())
        .isEqualTo("{\"status\":403,\"detail\":\"The API key does not allow this.\"}");
    assertThat(operatorLines())
        .containsExactly(
            "refused GET /v1/jobs: PERMISSION_MISSING (jobs.view), key " + creator.id(),
            "refused POST /v1/candidates: PERMISSION_MISSING, key " + viewer.id());
  }

  /** Whatever answers a GET answers a HEAD as well. */
  @Test
  void key_withoutThePermission_isRefusedTheHeadersAsWell() throws Exception {
    String creator = host.live(host.pending(host.partner("heads", CANDIDATES_CREATE)));

    assertThat(host.send("HEAD", "/v1/jobs", basic(creator)).statusCode()).isEqualTo(403);
    assertThat(host.send("HEAD", "/v1/jobs", basic(host.demoKey())).statusCode()).isEqualTo(200);
  }

  @Test
  void credential_ofEveryBadKind_getsOneAnswerAndAPreciseLine() throws Exception {
    PartnerId partner = host.partner("northwind", CANDIDATES_CREATE, JOBS_VIEW);
    String key = host.live(host.pending(partner));
    IssuedKey pending = host.pending(partner);
    IssuedKey revoked = host.pending(partner);
    String revokedText = host.live(revoked);
    Revocation leaked = Revocation.because(RevocationReason.LEAKED);
    host.latchkey().issuer().revoke(ADMIN, revoked.id(), leaked);
    IssuedKey disabled = host.pending(partner);
    String disabledText = host.live(disabled);
    host.latchkey().issuer().disable(ADMIN, disabled.id());
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("Basic " + base64(key), "BASIC_COLON_MISSING");
    reasons.put("Basic " + base64(key) + ":", "BASIC_COLON_OUTSIDE");
    reasons.put("Basic " + key, "BASIC_NOT_BASE64");
    reasons.put("Digest " + key, "HEADER_SCHEME_UNKNOWN");
    reasons.put(basic(key.substring(0, 40)), "KEY_LENGTH_WRONG");
    reasons.put(basic(pending.reveal()), "KEY_PENDING, key " + pending.id());
    reasons.put(basic(revokedText), "KEY_REVOKED, key " + revoked.id());
    reasons.put(basic(disabledText), "KEY_DISABLED, key " + disabled.id());

    HttpResponse<String> nothing = host.send("GET", "/v1/jobs");

    assertThat(nothing.statusCode()).isEqualTo(401);
    assertThat(nothing.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"api\", charset=\"UTF-8\"");
    assertThat(nothing.headers().map()).doesNotContainKey("Set-Cookie");
    assertThat(operatorLines()).containsExactly("refused GET /v1/jobs: HEADER_MISSING");
    for (Map.Entry<String, String> bad : reasons.entrySet()) {
      lines.list.clear();
      HttpResponse<String> answer = host.send("GET", "/v1/jobs", bad.getKey());
      assertThat(outside(answer)).isEqualTo(outside(nothing));
      assertThat(operatorLines()).containsExactly("refused GET /v1/jobs: " + bad.getValue());
    }
  }

  @Test
  void header_sentTwice_isRefused() throws Exception {
    String right = basic(host.demoKey());

    HttpResponse<String> answer = host.send("GET", "/v1/jobs", right, right);

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void path_unknown_needsAKeyBeforeItIsNotFound() throws Exception {
    assertThat(host.send("GET", "/v1/nothing").statusCode()).isEqualTo(401);
    assertThat(host.send("GET", "/v1/nothing", basic(host.demoKey())).statusCode()).isEqualTo(404);
    assertThat(host.send("GET", "/elsewhere", basic(host.demoKey())).statusCode()).isEqualTo(403);
  }

  @Test
  void key_revokedBetweenTwoRequests_isRefusedAtTheSecond() throws Exception {
    IssuedKey issued = host.pending(host.partner("southwind", JOBS_VIEW));
    String key = host.live(issued);

    int before = host.send("GET", "/v1/jobs", basic(key)).statusCode();
    Revocation leaked = Revocation.because(RevocationReason.LEAKED);
    host.latchkey().issuer().revoke(ADMIN, issued.id(), leaked);

    assertThat(before).isEqualTo(200);
    assertThat(host.send("GET", "/v1/jobs", basic(key)).statusCode()).isEqualTo(401);
  }

  @Test
  void key_ofASuspendedAccount_isNotAllowed() throws Exception {
    String key = host.demoKey();
    host.latchkey().accounts().suspend(HOST, GLOBEX);
    try {
      assertThat(host.send("GET", "/v1/jobs", basic(key)).statusCode()).isEqualTo(403);
    } finally {
      host.latchkey().accounts().resume(HOST, GLOBEX);
    }
    assertThat(host.send("GET", "/v1/jobs", basic(key)).statusCode()).isEqualTo(200);
  }

  @Test
  void verification_notAvailable_asksTheCallerToTryAgain() throws Exception {
    try (RunningHost closing = new RunningHost()) {
      String key = closing.demoKey();
      closing.latchkey().close();

      HttpResponse<String> answer = closing.send("GET", "/v1/jobs", basic(key));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
  }

  private List<String> operatorLines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** All that a caller can see of an answer but the time of day. */
  private static String outside(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
    headers.remove("date");
    return answer.statusCode() + " " + headers + " " + answer.body();
  }
}
