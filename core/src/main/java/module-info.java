/**
 * Latchkey's core: the API in {@link io.latchkey}, what a store implements in {@link
 * io.latchkey.spi}.
 *
 * <p>It knows no framework, no JDBC and no HTTP server.
 */
module io.latchkey {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires jakarta.validation;
  requires org.hibernate.validator;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.latchkey;
  exports io.latchkey.spi;

  opens io.latchkey.internal to
      org.hibernate.validator;
}
