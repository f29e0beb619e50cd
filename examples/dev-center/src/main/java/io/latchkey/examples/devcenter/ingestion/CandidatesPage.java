package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.examples.devcenter.users.DemoUsers;
import io.latchkey.examples.devcenter.web.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The candidates of an account with their source, for everybody who works there. */
@Controller
class CandidatesPage {

  private static final int PAGE = 25;

  private final Candidates candidates;
  private final Openings openings;
  private final Latchkey latchkey;
  private final DemoUsers users;

  CandidatesPage(Candidates candidates, Openings openings, Latchkey latchkey, DemoUsers users) {
    this.candidates = candidates;
    this.openings = openings;
    this.latchkey = latchkey;
    this.users = users;
  }

  @GetMapping("/candidates")
  String list(
      Actor actor,
      @RequestParam(name = "before", defaultValue = "" + Long.MAX_VALUE) long before,
      Model model) {
    List<Candidate> page = candidates.newest(actor.account(), before, PAGE + 1);
    List<Candidate> shown = page.subList(0, Math.min(page.size(), PAGE));
    model.addAttribute("candidates", lines(actor.account(), shown));
    model.addAttribute("older", page.size() > PAGE ? shown.get(PAGE - 1).id() : null);
    return "candidates";
  }

  /**
   * Where {@code profile_url} leads; nobody learns whether another account has such a candidate.
   */
  @GetMapping("/candidates/{id}")
  String profile(Actor actor, @PathVariable("id") long id, Model model) {
    Candidate candidate =
        candidates
            .find(actor.account(), id)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("candidates", lines(actor.account(), List.of(candidate)));
    model.addAttribute("older", null);
    return "candidates";
  }

  private List<Line> lines(AccountId account, List<Candidate> page) {
    Map<String, String> sources = new HashMap<>();
    return page.stream()
        .map(
            candidate ->
                new Line(
                    candidate.id(),
                    candidate.firstName() + " " + candidate.lastName(),
                    job(account, candidate.jobId()),
                    sources.computeIfAbsent(candidate.source(), this::nameOf),
                    candidate.externalId(),
                    users.nameOf(account, candidate.onBehalfOf()),
                    Moment.of(candidate.receivedAt())))
        .toList();
  }

  private String job(AccountId account, @Nullable Long id) {
    return id == null
        ? "Prospect"
        : openings.job(account, id).map(Openings.Job::name).orElse("Job " + id);
  }

  private String nameOf(String source) {
    return latchkey.partners().find(PartnerId.of(source)).map(Partner::displayName).orElse(source);
  }

  /** A candidate for the template. */
  record Line(
      long id,
      String name,
      String job,
      String source,
      String externalId,
      String onBehalfOf,
      Moment receivedAt) {}
}
