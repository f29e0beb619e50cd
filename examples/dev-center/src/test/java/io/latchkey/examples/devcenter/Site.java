package io.latchkey.examples.devcenter;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The application, running on a free port with a store of its own. */
final class Site implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Site(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static Site start(String... settings) {
    return start(List.of(), settings);
  }

  /** Starts it with further configuration classes, such as one with a clock for the test. */
  static Site start(List<Class<?>> configuration, String... settings) {
    List<Class<?>> sources = new ArrayList<>(configuration);
    sources.add(DevCenter.class);
    Map<String, Object> defaults =
        Map.of(
            "server.port", 0,
            "devcenter.sign-ins", 1000,
            "devcenter.database-url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
    application.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addAfter(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new MapPropertySource("site", defaults)));
    return new Site(application.run(settings));
  }

  URI address() {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A visitor who has not signed in. */
  Visitor stranger() {
    return new Visitor(address());
  }

  Visitor signIn(String user) throws Exception {
    Visitor visitor = stranger();
    visitor.signIn(user);
    return visitor;
  }

  @Override
  public void close() {
    context.close();
  }
}
