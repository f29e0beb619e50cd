package io.latchkey.examples.servletfilter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.UserLevel;
import io.latchkey.memory.MemoryKeyStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServletHostTest {

  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);

  private final Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Logger operator = (Logger) LoggerFactory.getLogger(ApiKeyFilter.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private ServletHost host;

  @BeforeEach
  void start() throws Exception {
    host = new ServletHost(latchkey, 0);
    lines.start();
    operator.addAppender(lines);
  }

  @AfterEach
  void stop() throws Exception {
    operator.detachAppender(lines);
    host.close();
    latchkey.close();
  }

  @Test
  void key_withThePermission_reachesTheServlet() throws Exception {
    HttpResponse<String> answer = post(basic(DemoKeys.issue(latchkey)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"source\":\"custom\"}");
  }

  @Test
  void credential_ofEveryBadKind_getsOneAnswerAndAPreciseLine() throws Exception {
    IssuedKey live = issue(Partner.CUSTOM.id());
    String key = live.reveal();
    IssuedKey revoked = issue(Partner.CUSTOM.id());
    String revokedText = revoked.reveal();
    latchkey.issuer().acknowledge(ADMIN, revoked);
    latchkey.issuer().revoke(ADMIN, revoked.id(), Revocation.because(RevocationReason.LEAKED));
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("Basic " + base64(key), "BASIC_COLON_MISSING");
    reasons.put("Basic " + base64(key) + ":", "BASIC_COLON_OUTSIDE");
    reasons.put("Basic " + base64(":" + key), "BASIC_KEY_AS_PASSWORD");
    reasons.put("Token " + key, "HEADER_SCHEME_UNKNOWN");
    reasons.put(basic(key.substring(0, 40)), "KEY_LENGTH_WRONG");
    reasons.put(basic(" " + key), "KEY_SURROUNDED, " + live.id());
    reasons.put(basic(revokedText), "KEY_REVOKED, " + revoked.id());

    HttpResponse<String> nothing = post();

    assertThat(nothing.statusCode()).isEqualTo(401);
    assertThat(nothing.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"api\", charset=\"UTF-8\"");
    assertThat(operatorLines())
        .containsExactly("refused POST /v1/candidates: Rejection[HEADER_MISSING]");
    for (Map.Entry<String, String> bad : reasons.entrySet()) {
      lines.list.clear();
      HttpResponse<String> answer = post(bad.getKey());
      assertThat(outside(answer)).isEqualTo(outside(nothing));
      assertThat(operatorLines())
          .containsExactly("refused POST /v1/candidates: Rejection[" + bad.getValue() + "]");
    }
  }

  @Test
  void header_sentTwice_isRefused() throws Exception {
    String right = basic(DemoKeys.issue(latchkey));

    assertThat(post(right, right).statusCode()).isEqualTo(401);
  }

  @Test
  void key_withoutThePermission_isNotAllowed() throws Exception {
    PartnerId viewer =
        latchkey
            .partners()
            .register(
                HostActor.of("ats-backend"),
                Partner.listed("viewer", "Viewer").requires(CANDIDATE_INGESTION, JOBS_VIEW).build())
            .id();
    IssuedKey issued = issue(viewer);
    String text = issued.reveal();
    latchkey.issuer().acknowledge(ADMIN, issued);

    HttpResponse<String> answer = post(basic(text));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"error\":\"not_allowed\"}");
    assertThat(operatorLines())
        .containsExactly(
            "refused POST /v1/candidates: Rejection[PERMISSION_MISSING, " + issued.id() + "]");
  }

  @Test
  void verification_notAvailable_asksTheCallerToTryAgain() throws Exception {
    String key = DemoKeys.issue(latchkey);
    latchkey.close();

    HttpResponse<String> answer = post(basic(key));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  /** The line had the address as it was sent, so that a key pasted into it stood in the log. */
  @Test
  void key_pastedIntoTheAddress_standsInNoLine() throws Exception {
    String key = DemoKeys.issue(latchkey);

    assertThat(send("POST", "/v1/candidates;key=" + key).statusCode()).isEqualTo(401);
    assertThat(send(key, "/v1/candidates?key=" + key).statusCode()).isEqualTo(401);

    assertThat(operatorLines())
        .containsExactly(
            "refused POST /v1/candidates: Rejection[HEADER_MISSING]",
            "refused another method /v1/candidates: Rejection[HEADER_MISSING]");
  }

  private IssuedKey issue(PartnerId partner) {
    return latchkey.issuer().create(ADMIN, NewKey.of(CANDIDATE_INGESTION, partner, "A test"));
  }

  private HttpResponse<String> post(String... authorization) throws Exception {
    return send("POST", "/v1/candidates", authorization);
  }

  private HttpResponse<String> send(String method, String path, String... authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (String value : authorization) {
      request.header("Authorization", value);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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

  private static String basic(String key) {
    return "Basic " + base64(key + ":");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
