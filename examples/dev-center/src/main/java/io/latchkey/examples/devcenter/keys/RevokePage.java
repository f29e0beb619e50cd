package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.InvalidRequestException;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ends a key for ever: asks why, and once more whether. */
@Controller
class RevokePage {

  private final Latchkey latchkey;
  private final KeyViews views;

  RevokePage(Latchkey latchkey, KeyViews views) {
    this.latchkey = latchkey;
    this.views = views;
  }

  @GetMapping("/dev-center/keys/{id}/revoke")
  String show(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam(required = false) @Nullable RevocationReason reason,
      Model model) {
    return page(actor, id, reason, "", new FormErrors(), model);
  }

  @PostMapping("/dev-center/keys/{id}/revoke")
  String revoke(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam(required = false) @Nullable RevocationReason reason,
      @RequestParam(defaultValue = "") String note,
      HttpServletResponse response,
      RedirectAttributes next,
      Model model) {
    FormErrors errors = new FormErrors();
    if (reason == null) {
      errors.add("reason", "Say why the key ends.");
    } else if (revoked(actor, id, reason, note, errors)) {
      next.addFlashAttribute("notice", "The key was revoked. It will never work again.");
      return "redirect:" + KeyListPage.ADDRESS;
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return page(actor, id, reason, note, errors, model);
  }

  private boolean revoked(
      Actor actor, KeyId id, RevocationReason reason, String note, FormErrors errors) {
    Revocation why = Revocation.because(reason);
    try {
      latchkey.issuer().revoke(actor, id, note.isBlank() ? why : why.note(note));
      return true;
    } catch (InvalidRequestException invalid) {
      errors.addViolations(invalid, Map.of("note", "note"));
      return false;
    }
  }

  private String page(
      Actor actor,
      KeyId id,
      @Nullable RevocationReason reason,
      String note,
      FormErrors errors,
      Model model) {
    model.addAttribute("key", views.view(latchkey.keys().find(actor, id)));
    model.addAttribute("reasons", reasons());
    model.addAttribute("reason", reason == null ? "" : reason.name());
    model.addAttribute("note", note);
    model.addAttribute("errors", errors);
    return "keys/revoke";
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put(RevocationReason.NO_LONGER_USED.name(), "The integration is no longer used");
    reasons.put(RevocationReason.LOST.name(), "The key was lost");
    reasons.put(RevocationReason.LEAKED.name(), "Somebody knows it who must not");
    reasons.put(RevocationReason.REPLACED.name(), "Another key took over");
    reasons.put(RevocationReason.OTHER.name(), "Another reason");
    return reasons;
  }
}
