package io.latchkey.examples.devcenter;

import io.latchkey.CatalogueLoad;
import io.latchkey.HostActor;
import io.latchkey.Latchkey;
import io.latchkey.PartnerId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Loads the partners of the demonstration at every start; what is registered already stays as it
 * is. Before the web server takes requests, so that nobody sees half a catalogue.
 */
@Component
class SeededCatalogue implements InitializingBean {

  private static final HostActor HOST = HostActor.of("dev-center");

  /** A partner whose keys have been stopped; a document can't say that. */
  private static final PartnerId SUSPENDED = PartnerId.of("grey-harbor");

  private final Latchkey latchkey;
  private final Resource document;

  SeededCatalogue(Latchkey latchkey, @Value("classpath:partners.json") Resource document) {
    this.latchkey = latchkey;
    this.document = document;
  }

  @Override
  public void afterPropertiesSet() {
    try (InputStream json = document.getInputStream()) {
      CatalogueLoad load = latchkey.partners().load(HOST, json);
      if (load.registered().contains(SUSPENDED)) {
        latchkey.partners().suspend(HOST, SUSPENDED);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
