package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The one-time panel: shows a new key to the session that created it, until it is acknowledged,
 * given up, or its time is over. Its address holds the key's public id and nothing else.
 */
@Controller
class OneTimePanelPage {

  private final Latchkey latchkey;
  private final OneTimePanels panels;
  private final KeyViews views;
  private final OneTimePanelView view;

  OneTimePanelPage(Latchkey latchkey, OneTimePanels panels, KeyViews views, OneTimePanelView view) {
    this.latchkey = latchkey;
    this.panels = panels;
    this.views = views;
    this.view = view;
  }

  static String address(KeyId id) {
    return "/dev-center/keys/" + id + "/key";
  }

  @GetMapping("/dev-center/keys/{id}/key")
  ModelAndView show(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam(required = false) @Nullable String reminder,
      HttpSession session) {
    KeyView key = views.view(latchkey.keys().find(actor, id));
    Optional<OneTimePanel> panel = panels.find(session.getId(), id);
    if (panel.isEmpty()) {
      return new ModelAndView("keys/gone", Map.of("key", key), HttpStatus.GONE);
    }
    return view.of(panel.get(), key, reminder != null);
  }

  /** I have stored the API Key. */
  @PostMapping("/dev-center/keys/{id}/acknowledge")
  String acknowledge(
      Actor actor,
      @PathVariable KeyId id,
      @RequestParam int revealNumber,
      @RequestParam(defaultValue = "no") String copied,
      @RequestParam(defaultValue = "no") String sure) {
    if (!copied.equals("yes") && !sure.equals("yes")) {
      return "redirect:" + address(id) + "?reminder";
    }
    // By number, so that it works as well if this process was restarted since the key was shown.
    latchkey.issuer().acknowledge(actor, id, revealNumber);
    panels.forget(id);
    return "redirect:" + HandOverPage.address(id);
  }

  /** I don't want this key. */
  @PostMapping("/dev-center/keys/{id}/discard")
  String discard(@PathVariable KeyId id, HttpSession session, RedirectAttributes next) {
    panels.discard(session.getId(), id);
    next.addFlashAttribute("notice", "The key was given up. It never worked and never will.");
    return "redirect:" + KeyListPage.ADDRESS;
  }

  /** A view of the panel was closed or left; its script says so on its way out. */
  @PostMapping("/dev-center/keys/{id}/left")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void left(@PathVariable KeyId id, @RequestParam int view, HttpSession session) {
    panels.left(session.getId(), id, view);
  }
}
