package io.latchkey.examples.devcenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping the application while it works. */
class ShutdownTest {

  private static final String KIM =
      "{\"external_id\":\"x-1\",\"first_name\":\"Kim\",\"last_name\":\"Doe\"}";

  @Test
  void lastUse_byARequestThatWasUnderWay_isThereAfterARestart(@TempDir Path directory)
      throws Exception {
    String database =
        "--devcenter.database-url=jdbc:h2:file:" + directory.resolve("ats") + ";WRITE_DELAY=0";
    Site site = Site.start(database);
    Integration integration = Integration.of(site, "ada", "northwind-sourcing");
    try (Socket socket = new Socket(site.address().getHost(), site.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write((head(integration) + KIM.substring(0, 10)).getBytes(UTF_8));
      out.flush();
      await().until(() -> verified(site) == 1);
      assertThat(lastUse(site, integration)).isEmpty();

      Thread stopping = new Thread(site::close, "stopping");
      stopping.start();
      await().until(() -> refusesConnections(site.address()));
      out.write(KIM.substring(10).getBytes(UTF_8));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      stopping.join();

      assertThat(answer).startsWith("HTTP/1.1 200").contains("\"external_id\":\"x-1\"");
    }
    try (Site again = Site.start(database)) {
      assertThat(lastUse(again, integration)).isPresent();
      assertThat(again.signIn("ada").page("/candidates").text()).contains("Kim Doe");
    }
  }

  private static String head(Integration integration) {
    return "POST /v1/partner/candidates HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Authorization: "
        + integration.authorization()
        + "\r\nOn-Behalf-Of: ada@globex.example\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + KIM.length()
        + "\r\n\r\n";
  }

  private static double verified(Site site) {
    return site.bean(MeterRegistry.class)
        .get("latchkey.verifications")
        .tag("outcome", "accepted")
        .counter()
        .count();
  }

  private static Optional<Instant> lastUse(Site site, Integration of) {
    KeyInfo key = site.bean(Latchkey.class).keys().find(Integration.actor(site, "ada"), of.keyId());
    return key.lastUsedAt();
  }

  private static boolean refusesConnections(URI address) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }
}
