package io.latchkey.examples.springboot;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.latchkey.Permission;
import io.latchkey.UserLevel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The example on a port of its own, and a caller of it. */
final class RunningHost implements AutoCloseable {

  static final HostActor HOST = HostActor.of("ats-backend");
  static final AccountId GLOBEX = AccountId.of("globex");
  static final Actor ADMIN =
      Actor.of(GLOBEX, ActorId.of("u-17"), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);

  private final ConfigurableApplicationContext application =
      SpringApplication.run(SpringBootHost.class, "--server.port=0", "--server.address=127.0.0.1");
  private final HttpClient client = HttpClient.newHttpClient();

  Latchkey latchkey() {
    return application.getBean(Latchkey.class);
  }

  String demoKey() {
    return DemoKeys.issue(latchkey());
  }

  PartnerId partner(String id, Permission... permissions) {
    Partner partner =
        Partner.listed(id, "Partner " + id).requires(CANDIDATE_INGESTION, permissions).build();
    return latchkey().partners().register(HOST, partner).id();
  }

  IssuedKey pending(PartnerId partner) {
    return latchkey().issuer().create(ADMIN, NewKey.of(CANDIDATE_INGESTION, partner, "A test"));
  }

  String live(IssuedKey issued) {
    String text = issued.reveal();
    latchkey().issuer().acknowledge(ADMIN, issued);
    return text;
  }

  /** Sends a request with as many Authorization headers as there are values. */
  HttpResponse<String> send(String method, String path, String... authorization) throws Exception {
    String port = application.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (String value : authorization) {
      request.header("Authorization", value);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String basic(String key) {
    return "Basic " + base64(key + ":");
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    application.close();
  }
}
