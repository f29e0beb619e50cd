package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.latchkey.TimeSource;
import io.latchkey.examples.devcenter.DevCenterSettings;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A key and its successor side by side, and whether the original can go. */
@Controller
class ReplacementPage {

  private final Latchkey latchkey;
  private final KeyViews views;
  private final TimeSource time;
  private final Duration quietPeriod;

  ReplacementPage(Latchkey latchkey, KeyViews views, TimeSource time, DevCenterSettings settings) {
    this.latchkey = latchkey;
    this.views = views;
    this.time = time;
    quietPeriod = settings.quietPeriod();
  }

  @GetMapping("/dev-center/keys/{id}/replacement")
  String show(Actor actor, @PathVariable KeyId id, Model model) {
    KeyInfo original = latchkey.keys().find(actor, id);
    if (original.successor().isEmpty()) {
      return "redirect:/dev-center/keys/" + id + "/replace";
    }
    KeyInfo successor = latchkey.keys().find(actor, original.successor().get());
    Instant now = Instant.ofEpochMilli(time.epochMillis());
    model.addAttribute("original", views.view(original));
    model.addAttribute("successor", views.view(successor));
    model.addAttribute("advice", ReplacementAdvice.of(original, successor, quietPeriod, now));
    return "keys/replacement";
  }
}
