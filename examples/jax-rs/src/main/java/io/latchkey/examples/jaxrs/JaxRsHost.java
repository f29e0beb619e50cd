package io.latchkey.examples.jaxrs;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.Latchkey;
import io.latchkey.memory.MemoryKeyStore;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * A JAX-RS application whose resources say with an annotation which permission a key needs.
 *
 * <pre>{@code
 * curl -u "$KEY:" -X POST http://127.0.0.1:8080/v1/candidates
 * }</pre>
 */
public final class JaxRsHost implements AutoCloseable {

  private final HttpServer server;

  JaxRsHost(Latchkey latchkey, int port) {
    ResourceConfig config =
        new ResourceConfig(CandidatesResource.class)
            .register(new ApiKeyFeature(latchkey.verifier(), CANDIDATE_INGESTION))
            .property(ServerProperties.WADL_FEATURE_DISABLE, true);
    server =
        JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:" + port + "/"), config);
  }

  /**
   * Runs the example: makes a key, shows it once, and serves until it is interrupted.
   *
   * @param args not used
   * @throws InterruptedException when it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    try (Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
        JaxRsHost host = new JaxRsHost(latchkey, 8080)) {
      String key = DemoKeys.issue(latchkey);
      String address = "http://127.0.0.1:" + host.port() + "/v1/candidates";
      System.out.println("curl -u \"" + key + ":\" -X POST " + address);
      new CountDownLatch(1).await();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
