package io.latchkey.examples.devcenter;

import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.spi.KeyStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one place that knows where keys are kept: in the database of the application itself. */
@Configuration(proxyBeanMethods = false)
class KeyStores {

  @Bean
  KeyStore keyStore(DataSource database, @Value("${spring.datasource.url}") String url) {
    JdbcKeyStore.Builder builder = JdbcKeyStore.builder(database);
    if (url.startsWith("jdbc:postgresql:")) {
      // Every node learns of a change within milliseconds; elsewhere it asks once a second.
      builder.listenOn(database);
    }
    builder.migrate();
    return builder.create();
  }
}
