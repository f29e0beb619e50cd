package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Turns a key off and on again; needs no confirmation, because each undoes the other. */
@Controller
class SwitchPage {

  private final Latchkey latchkey;

  SwitchPage(Latchkey latchkey) {
    this.latchkey = latchkey;
  }

  @PostMapping("/dev-center/keys/{id}/disable")
  String disable(Actor actor, @PathVariable KeyId id, RedirectAttributes next) {
    latchkey.issuer().disable(actor, id);
    next.addFlashAttribute("notice", "The key is off. It works again when you enable it.");
    return "redirect:" + KeyListPage.ADDRESS;
  }

  @PostMapping("/dev-center/keys/{id}/enable")
  String enable(Actor actor, @PathVariable KeyId id, RedirectAttributes next) {
    latchkey.issuer().enable(actor, id);
    next.addFlashAttribute("notice", "The key is on again.");
    return "redirect:" + KeyListPage.ADDRESS;
  }
}
