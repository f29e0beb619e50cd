package io.latchkey.examples.devcenter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * An applicant-tracking system's Dev Center: the page on which customers create and manage the API
 * keys of their integrations, with Latchkey inside.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DevCenter {

  /** For Spring, which makes a subclass. */
  protected DevCenter() {}

  /**
   * Starts the application.
   *
   * @param args settings such as {@code --devcenter.database-url=jdbc:postgresql://localhost/ats}
   */
  public static void main(String[] args) {
    SpringApplication.run(DevCenter.class, args);
  }
}
