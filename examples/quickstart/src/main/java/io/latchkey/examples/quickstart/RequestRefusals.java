package io.latchkey.examples.quickstart;

import static io.latchkey.examples.quickstart.Ats.ADMIN;
import static io.latchkey.examples.quickstart.Ats.GLOBEX;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.KeyIssuer;
import io.latchkey.NewKey;
import io.latchkey.UserLevel;
import java.time.Duration;

/** What is refused because of who asks, or of what is asked for. */
final class RequestRefusals {

  private final Stage stage;
  private final KeyIssuer issuer;

  RequestRefusals(Stage stage) {
    this.stage = stage;
    issuer = stage.latchkey().issuer();
  }

  void show(Page page) {
    page.heading("Refused because of who asks");
    Actor user = Actor.of(GLOBEX, ActorId.of("u-90"), UserLevel.BASIC);
    page.refused("create, without the grant", () -> create(user));
    Actor outsider = Actor.of(GLOBEX, ActorId.of("u-91"), UserLevel.NONE);
    Actor granted = outsider.with(Grant.MANAGE_WEBHOOKS);
    page.refused("create, below level Basic", () -> create(granted));
    page.refused("create, in a tier without this API", () -> create(adminOf("free-tier")));
    stage.latchkey().accounts().suspend(Ats.HOST, AccountId.of("hooli"));
    page.refused("create, in a suspended account", () -> create(adminOf("hooli")));

    page.heading("Refused because of the request");
    NewKey wrong = Stage.request().environment("staging").idempotencyKey("two\nlines");
    NewKey wronger = wrong.expiresAfter(Duration.ofDays(900));
    page.refused("three mistakes at once", () -> issuer.create(ADMIN, wronger));
    page.refused("one key more than the limit", () -> createBeyondLimit(adminOf("initech")));
    NewKey once = Stage.request().idempotencyKey("form-4711");
    IssuedKey issued = issuer.create(ADMIN, once);
    NewKey other = once.label("team", "sourcing");
    page.refused("same idempotency key, other request", () -> issuer.create(ADMIN, other));
    stage.acknowledge(issued);
    page.refused("same request, after it is stored", () -> issuer.create(ADMIN, once));
  }

  private Object createBeyondLimit(Actor admin) {
    for (int i = 0; i < Stage.LIMIT; i++) {
      create(admin).close();
    }
    return create(admin);
  }

  private IssuedKey create(Actor actor) {
    return issuer.create(actor, Stage.request());
  }

  private static Actor adminOf(String account) {
    return Ats.admin(AccountId.of(account), "u-1");
  }
}
