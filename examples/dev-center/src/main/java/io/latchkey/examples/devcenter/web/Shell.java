package io.latchkey.examples.devcenter.web;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccessPolicy;
import io.latchkey.Operation;
import io.latchkey.examples.devcenter.users.DemoUser;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands around every page: who is signed in, and the menu that this user sees. */
@ControllerAdvice
class Shell {

  private final AccessPolicy policy;

  Shell(AccessPolicy policy) {
    this.policy = policy;
  }

  @ModelAttribute("shell")
  View shell(@Nullable Principal principal) {
    DemoUser user = SignedIn.user(principal).orElse(null);
    return new View(user, user != null && mayManageKeys(user));
  }

  /** Asks the very policy that Latchkey asks, so that the menu and the refusals agree. */
  private boolean mayManageKeys(DemoUser user) {
    return policy.decide(user.actor(), Operation.VIEW_KEYS, CANDIDATE_INGESTION).isAllowed();
  }

  /** For the template. */
  record View(@Nullable DemoUser user, boolean devCenter) {}
}
