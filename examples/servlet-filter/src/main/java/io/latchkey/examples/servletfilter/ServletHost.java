package io.latchkey.examples.servletfilter;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;

import io.latchkey.Latchkey;
import io.latchkey.memory.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An application without a framework: {@link ApiKeyFilter} before a servlet, on an embedded Jetty.
 *
 * <pre>{@code
 * curl -u "$KEY:" -X POST http://127.0.0.1:8080/v1/candidates
 * }</pre>
 */
public final class ServletHost implements AutoCloseable {

  private final Server server;

  ServletHost(Latchkey latchkey, int port) throws Exception {
    ServletContextHandler context = new ServletContextHandler();
    ApiKeyFilter filter = new ApiKeyFilter(latchkey.verifier(), CANDIDATES_CREATE);
    context.addFilter(
        new FilterHolder(filter), "/v1/candidates", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new CandidatesServlet(), "/v1/candidates");
    server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(context);
    server.start();
  }

  /**
   * Runs the example: makes a key, shows it once, and serves until it is interrupted.
   *
   * @param args not used
   * @throws Exception if the port can't be had
   */
  public static void main(String[] args) throws Exception {
    try (Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
        ServletHost host = new ServletHost(latchkey, 8080)) {
      String key = DemoKeys.issue(latchkey);
      System.out.println("curl -u \"" + key + ":\" -X POST http://127.0.0.1:8080/v1/candidates");
      host.server.join();
    }
  }

  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
