package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.InvalidRequestException;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.latchkey.examples.devcenter.web.Moment;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Changes when a key expires. That it never does has to be said: an empty field could as well be a
 * day that was half typed, which browsers send like that.
 */
@Controller
class ExpiryPage {

  private final Latchkey latchkey;
  private final KeyViews views;

  ExpiryPage(Latchkey latchkey, KeyViews views) {
    this.latchkey = latchkey;
    this.views = views;
  }

  @GetMapping("/dev-center/keys/{id}/expiry")
  String show(Actor actor, @PathVariable KeyId id, Model model) {
    KeyInfo key = latchkey.keys().find(actor, id);
    Optional<String> day = key.expiresAt().map(LastDay::text);
    return page(key, day.isPresent() ? "day" : "never", day.orElse(""), new FormErrors(), model);
  }

  @PostMapping("/dev-center/keys/{id}/expiry")
  String change(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam(defaultValue = "") String when,
      @RequestParam(defaultValue = "") String expiresOn,
      HttpServletResponse response,
      RedirectAttributes next,
      Model model) {
    FormErrors errors = new FormErrors();
    Optional<Instant> end = end(when, expiresOn, errors);
    if (!errors.any()) {
      change(actor, id, end.orElse(null), errors);
    }
    if (errors.any()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(latchkey.keys().find(actor, id), when, expiresOn, errors, model);
    }
    next.addFlashAttribute("notice", end.map(ExpiryPage::ends).orElse("The key never expires."));
    return "redirect:" + KeyListPage.ADDRESS;
  }

  private static String ends(Instant end) {
    return "The key expires on " + Moment.of(end).text() + ".";
  }

  private static Optional<Instant> end(String when, String expiresOn, FormErrors errors) {
    return switch (when) {
      case "day" -> LastDay.end(expiresOn, errors);
      case "never" -> Optional.empty();
      default -> {
        errors.add("when", "Choose when the key expires.");
        yield Optional.empty();
      }
    };
  }

  private void change(Actor actor, KeyId id, @Nullable Instant end, FormErrors errors) {
    try {
      latchkey.issuer().changeExpiry(actor, id, end);
    } catch (InvalidRequestException invalid) {
      errors.addViolations(invalid, Map.of("expiresAt", LastDay.FIELD));
    }
  }

  private String page(KeyInfo key, String when, String expiresOn, FormErrors errors, Model model) {
    model.addAttribute("key", views.view(key));
    model.addAttribute("overlapEndsAt", Moment.orNull(key.overlapEndsAt()));
    model.addAttribute("when", when);
    model.addAttribute("expiresOn", expiresOn);
    model.addAttribute("errors", errors);
    return "keys/expiry";
  }
}
