package io.latchkey.examples.devcenter.keys;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccessDeniedException;
import io.latchkey.Actor;
import io.latchkey.ApiType;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerConnection;
import io.latchkey.PartnerId;
import io.latchkey.RefusalReason;
import io.latchkey.RefusedException;
import io.latchkey.examples.devcenter.ApiCatalogue;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Create New API Key. A form that was sent leads to the one-time panel by a redirect, so that a
 * reload sends nothing again; sent twice, it leads to the same panel.
 */
@Controller
class NewKeyPage {

  static final String ADDRESS = "/dev-center/keys/new";

  /** No partner has this id, so a request for it creates nothing, whatever else it says. */
  private static final PartnerId NOBODY = PartnerId.of("not-chosen");

  private static final Map<String, String> FIELDS =
      Map.of("description", "description", "expiresAt", LastDay.FIELD);

  private final Latchkey latchkey;
  private final OneTimePanels panels;
  private final KeyAccess access;

  NewKeyPage(Latchkey latchkey, OneTimePanels panels, KeyAccess access) {
    this.latchkey = latchkey;
    this.panels = panels;
    this.access = access;
  }

  @GetMapping(ADDRESS)
  String show(Actor actor, Model model) {
    access.require(actor);
    NewKeyForm form = NewKeyForm.empty();
    return page(form, choice(form), new FormErrors(), model);
  }

  /** Looks a partner up, for a browser without scripts; shows set-up steps in place of a form. */
  @PostMapping(ADDRESS + "/partner")
  String lookUp(Actor actor, NewKeyForm typed, Model model) {
    access.require(actor);
    NewKeyForm form = typed.complete();
    return page(form, choice(form), new FormErrors(), model);
  }

  @PostMapping(ADDRESS)
  String create(
      Actor actor,
      NewKeyForm typed,
      HttpSession session,
      HttpServletResponse response,
      Model model) {
    NewKeyForm form = typed.complete();
    PartnerChoice choice = choice(form);
    FormErrors errors = new FormErrors();
    NewKey request = request(form, choice.partner(), errors);
    try {
      IssuedKey issued = latchkey.issuer().create(actor, request);
      panels.open(session.getId(), actor, issued);
      return "redirect:" + OneTimePanelPage.address(issued.id());
    } catch (AccessDeniedException denied) {
      throw denied;
    } catch (RefusedException refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      boolean formIsUsed = explain(refused, errors);
      return page(formIsUsed ? form.asNew() : form, choice, errors, model);
    }
  }

  private PartnerChoice choice(NewKeyForm form) {
    return PartnerChoice.of(latchkey, form, type(form));
  }

  private static ApiType type(NewKeyForm form) {
    return form.type().orElse(CANDIDATE_INGESTION);
  }

  /**
   * Makes the request. If the page has found a fault itself, the request is for nobody: Latchkey
   * checks the rest before it looks at the partner, so that everything that is wrong can be shown
   * at once, and creates nothing.
   */
  private NewKey request(NewKeyForm form, @Nullable Partner partner, FormErrors errors) {
    checkPartner(partner, type(form), errors);
    Optional<Instant> end =
        form.expiresOn().isBlank() ? Optional.empty() : LastDay.end(form.expiresOn(), errors);
    PartnerId target = partner == null || errors.any() ? NOBODY : partner.id();
    NewKey request =
        NewKey.of(type(form), target, form.description()).idempotencyKey(form.requestId());
    return end.map(request::expiresAt).orElse(request);
  }

  private void checkPartner(@Nullable Partner partner, ApiType type, FormErrors errors) {
    if (partner == null) {
      errors.add("partner", "Choose a partner from the list.");
      return;
    }
    try {
      var unused = latchkey.permissions().assignedTo(partner.id(), type);
    } catch (RefusedException refused) {
      errors.add("partner", PartnerMatch.of(partner, type).note() + ". " + refused.nextStep());
    }
  }

  /** Puts a refusal where it belongs; tells whether the form can't be sent again as it is. */
  private static boolean explain(RefusedException refused, FormErrors errors) {
    RefusalReason reason = refused.reason();
    switch (reason) {
      case INVALID_REQUEST -> errors.addViolations(refused, FIELDS);
      case PARTNER_UNKNOWN -> errors.add("partner", reason.nextStep());
      case NOT_ENTITLED -> errors.add("apiType", reason.nextStep());
      case IDEMPOTENCY_MISMATCH, ALREADY_ISSUED, ABANDONED, KEY_ENDED -> {
        errors.add(
            FormErrors.FORM,
            "This form has made a key already. Create once more if you want another one.");
        return true;
      }
      default -> errors.addRefusal(refused);
    }
    return false;
  }

  private static @Nullable SetupSteps setup(
      @Nullable Partner partner, Optional<PartnerConnection.OAuthConnection> oauth) {
    return partner == null || oauth.isEmpty() ? null : SetupSteps.of(partner, oauth.get());
  }

  private String page(NewKeyForm form, PartnerChoice choice, FormErrors errors, Model model) {
    ApiType type = type(form);
    Partner partner = choice.partner();
    model.addAttribute("form", partner == null ? form.withoutPartner() : form.with(partner));
    model.addAttribute("errors", errors);
    model.addAttribute("matches", choice.matches());
    model.addAttribute("chosen", partner == null ? null : PartnerMatch.of(partner, type));
    model.addAttribute("setup", setup(partner, choice.oauth(type)));
    model.addAttribute("apiTypes", ApiCatalogue.choices());
    return "keys/new";
  }
}
