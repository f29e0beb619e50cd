package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.InvalidRequestException;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes what people call a key. */
@Controller
class DescriptionPage {

  private final Latchkey latchkey;
  private final KeyViews views;

  DescriptionPage(Latchkey latchkey, KeyViews views) {
    this.latchkey = latchkey;
    this.views = views;
  }

  @GetMapping("/dev-center/keys/{id}/description")
  String show(Actor actor, @PathVariable KeyId id, Model model) {
    KeyView key = views.view(latchkey.keys().find(actor, id));
    return page(key, key.description(), new FormErrors(), model);
  }

  @PostMapping("/dev-center/keys/{id}/description")
  String change(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam(defaultValue = "") String description,
      HttpServletResponse response,
      RedirectAttributes next,
      Model model) {
    try {
      latchkey.issuer().changeDescription(actor, id, description);
    } catch (InvalidRequestException invalid) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      FormErrors errors = new FormErrors();
      errors.addViolations(invalid, Map.of("description", "description"));
      return page(views.view(latchkey.keys().find(actor, id)), description, errors, model);
    }
    next.addFlashAttribute("notice", "The description was changed.");
    return "redirect:" + KeyListPage.ADDRESS;
  }

  private static String page(KeyView key, String description, FormErrors errors, Model model) {
    model.addAttribute("key", key);
    model.addAttribute("description", description);
    model.addAttribute("errors", errors);
    return "keys/description";
  }
}
