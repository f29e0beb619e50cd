package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.PermissionChange;
import io.latchkey.PermissionExplanation;
import io.latchkey.examples.devcenter.web.Moment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a key may do, and why. */
@Controller
class PermissionsPage {

  private final Latchkey latchkey;
  private final KeyViews views;

  PermissionsPage(Latchkey latchkey, KeyViews views) {
    this.latchkey = latchkey;
    this.views = views;
  }

  @GetMapping("/dev-center/keys/{id}/permissions")
  String show(Actor actor, @PathVariable KeyId id, Model model) {
    PermissionExplanation why = latchkey.permissions().explain(actor, id);
    model.addAttribute("key", views.view(why.key()));
    model.addAttribute("lines", PermissionLine.of(why));
    model.addAttribute("source", source(why));
    model.addAttribute("sourceVersion", why.sourceVersion());
    model.addAttribute("assignedAt", Moment.of(why.assignedAt()));
    model.addAttribute("drifts", why.key().state().live() && !why.drift().isEmpty());
    return "keys/permissions";
  }

  /** Gives the key what its partner requires today. */
  @PostMapping("/dev-center/keys/{id}/permissions")
  String reassign(Actor actor, @PathVariable KeyId id, RedirectAttributes next) {
    PermissionChange change = latchkey.permissions().reassign(actor, id);
    next.addFlashAttribute(
        "notice",
        change.isEmpty()
            ? "The permissions are up to date."
            : "The permissions are now those that the partner requires today.");
    return "redirect:/dev-center/keys/" + id + "/permissions";
  }

  private static String source(PermissionExplanation why) {
    return switch (why.source()) {
      case PARTNER_PROFILE -> "The partner requires them; they were assigned with the key.";
      case UNPROFILED_DEFAULT ->
          "The partner is not listed, so the key has the default of its API type.";
      case PREDECESSOR ->
          "The key replaces one, and its partner has no profile for this API any more.";
    };
  }
}
