package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerContact;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What to do with a key that was stored: whom to give it to, how, and how not. */
@Controller
class HandOverPage {

  private final Latchkey latchkey;
  private final KeyViews views;

  HandOverPage(Latchkey latchkey, KeyViews views) {
    this.latchkey = latchkey;
    this.views = views;
  }

  static String address(KeyId id) {
    return "/dev-center/keys/" + id + "/hand-over";
  }

  @GetMapping("/dev-center/keys/{id}/hand-over")
  String show(Actor actor, @PathVariable KeyId id, Model model) {
    KeyInfo key = latchkey.keys().find(actor, id);
    Optional<Partner> partner = latchkey.partners().find(key.partner());
    model.addAttribute("key", views.view(key));
    model.addAttribute("contact", partner.flatMap(Partner::contact).map(Contact::of).orElse(null));
    return "keys/hand-over";
  }

  /** For the template. */
  record Contact(String name, @Nullable String email, @Nullable String url) {

    static Contact of(PartnerContact contact) {
      return new Contact(
          contact.name(),
          contact.email().orElse(null),
          contact.url().map(URI::toString).orElse(null));
    }
  }
}
