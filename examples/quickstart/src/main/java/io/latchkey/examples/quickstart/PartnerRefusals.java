package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;
import static io.latchkey.examples.quickstart.Ats.HOST;

import io.latchkey.KeyIssuer;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.PartnerRegistry;

/** What is refused because of the partner. */
final class PartnerRefusals {

  private final KeyIssuer issuer;
  private final PartnerRegistry partners;

  PartnerRefusals(Stage stage) {
    issuer = stage.latchkey().issuer();
    partners = stage.latchkey().partners();
  }

  void show(Page page) {
    page.heading("Refused because of the partner");
    page.refused("a key for an id that nobody registered", () -> create("no-such-partner"));
    page.refused("a key for a retired partner", () -> create("coralfinder-classic"));
    page.refused("a key for a partner that uses OAuth", () -> create("slotterby"));
    NewKey other = NewKey.of(Ats.JOB_BOARD, PartnerId.of("northwind-sourcing"), "Postings");
    page.refused("a job-board key for a sourcing partner", () -> issuer.create(ADMIN, other));
    partners.suspend(HOST, Ats.MEADOWLARK.id());
    page.refused("a key for a suspended partner", () -> create("meadowlark"));
    partners.resume(HOST, Ats.MEADOWLARK.id());
    page.refused("registering an id twice", () -> partners.register(HOST, Ats.MEADOWLARK));
    page.refused("retiring a built-in one", () -> partners.retire(HOST, Partner.CUSTOM.id()));
  }

  private Object create(String partner) {
    return issuer.create(ADMIN, Ats.keyFor(PartnerId.of(partner)));
  }
}
