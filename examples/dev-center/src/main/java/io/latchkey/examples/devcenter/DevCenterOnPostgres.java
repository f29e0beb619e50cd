package io.latchkey.examples.devcenter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

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
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(DATA)
            .setCleanDataDirectory(false)
            // This server is made for tests and would forget what it confirmed.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setRegisterShutdownHook(false)
            .start();
    SpringApplication application = new SpringApplication(DevCenter.class);
    // The first bean is the last to be closed: Latchkey writes its last uses before.
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean(EmbeddedPostgres.class, () -> postgres));
    System.setProperty("devcenter.database-url", postgres.getJdbcUrl("postgres", "postgres"));
    application.run(args);
  }
}
