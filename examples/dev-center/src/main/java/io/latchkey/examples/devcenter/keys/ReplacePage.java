package io.latchkey.examples.devcenter.keys;

import io.latchkey.AccessDeniedException;
import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.RefusedException;
import io.latchkey.Replacement;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes a successor for a key: with an overlap, or at once because the key leaked. */
@Controller
class ReplacePage {

  private final Latchkey latchkey;
  private final OneTimePanels panels;
  private final KeyViews views;

  ReplacePage(Latchkey latchkey, OneTimePanels panels, KeyViews views) {
    this.latchkey = latchkey;
    this.panels = panels;
    this.views = views;
  }

  @GetMapping("/dev-center/keys/{id}/replace")
  String show(Actor actor, @PathVariable KeyId id, Model model) {
    return page(actor, id, "", NewKeyForm.newRequestId(), new FormErrors(), model);
  }

  @PostMapping("/dev-center/keys/{id}/replace")
  String replace(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam(defaultValue = "") String how,
      @RequestParam String requestId,
      HttpSession session,
      HttpServletResponse response,
      Model model) {
    FormErrors errors = new FormErrors();
    try {
      Replacement request = request(id, how);
      IssuedKey issued = latchkey.issuer().replace(actor, request.idempotencyKey(requestId));
      panels.open(session.getId(), actor, issued);
      return "redirect:" + OneTimePanelPage.address(issued.id());
    } catch (IllegalArgumentException e) {
      errors.add("how", "Choose when the original ends.");
    } catch (AccessDeniedException denied) {
      throw denied;
    } catch (RefusedException refused) {
      errors.addRefusal(refused);
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return page(actor, id, how, NewKeyForm.newRequestId(), errors, model);
  }

  private static Replacement request(KeyId id, String how) {
    return switch (how) {
      case "week" -> Replacement.overlapping(id, Duration.ofDays(7));
      case "month" -> Replacement.overlapping(id, Duration.ofDays(30));
      case "open" -> Replacement.untilRevoked(id);
      case "now" -> Replacement.now(id);
      default -> throw new IllegalArgumentException("no way to replace a key");
    };
  }

  private String page(
      Actor actor, KeyId id, String how, String requestId, FormErrors errors, Model model) {
    model.addAttribute("key", views.view(latchkey.keys().find(actor, id)));
    model.addAttribute("how", how);
    model.addAttribute("requestId", requestId);
    model.addAttribute("errors", errors);
    return "keys/replace";
  }
}
