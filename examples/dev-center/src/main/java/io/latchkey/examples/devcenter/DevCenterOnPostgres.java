package io.latchkey.examples.devcenter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The same application on a PostgreSQL server that it starts itself, for a machine without one. */
public final class DevCenterOnPostgres {

  private static final Path DATA = Path.of("target", "dev-center-postgres");

  private DevCenterOnPostgres() {}

  /**
   * Starts the server and the application.
   *
   * @param args settings, as for {@link DevCenter}
   * @throws IOException if the server can't be started
   */
  public static void main(String[] args) throws IOException {
    start(server(DATA), args);
  }

  static EmbeddedPostgres server(Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // This server is made for tests and would forget what it confirmed.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setRegisterShutdownHook(false)
        .start();
  }

  /** Starts the application on a server, which it stops at the end. */
  static ConfigurableApplicationContext start(EmbeddedPostgres postgres, String... args) {
    String url = postgres.getJdbcUrl("postgres", "postgres");
    SpringApplication application = new SpringApplication(DevCenter.class);
    // Noted before there is any bean, so closed after all: Latchkey has its last uses to write.
    application.addInitializers(
        context ->
            ((DefaultSingletonBeanRegistry) context.getBeanFactory())
                .registerDisposableBean("postgres", postgres::close),
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                    new MapPropertySource("postgres", Map.of("devcenter.database-url", url))));
    return application.run(args);
  }
}
