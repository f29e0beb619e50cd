package io.latchkey.examples.devcenter.ingestion;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Makes the table of candidates if it is not there. */
@Configuration(proxyBeanMethods = false)
class CandidateSchema {

  @Bean
  DataSourceInitializer candidateTables(DataSource database) {
    DataSourceInitializer initializer = new DataSourceInitializer();
    initializer.setDataSource(database);
    initializer.setDatabasePopulator(
        new ResourceDatabasePopulator(new ClassPathResource("candidates.sql")));
    return initializer;
  }
}
