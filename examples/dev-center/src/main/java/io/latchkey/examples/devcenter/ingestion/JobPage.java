package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.Latchkey;
import io.latchkey.LatchkeyException;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where a tracking link leads: a job, for everybody, and who sent the reader there. */
@Controller
class JobPage {

  private final Openings openings;
  private final Latchkey latchkey;

  JobPage(Openings openings, Latchkey latchkey) {
    this.openings = openings;
    this.latchkey = latchkey;
  }

  @GetMapping("/jobs/{id}")
  String show(
      @PathVariable("id") long id,
      @RequestParam(name = "source", required = false) @Nullable String source,
      Model model) {
    Openings.Job job =
        openings.job(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("job", job);
    model.addAttribute("source", nameOf(source));
    return "job";
  }

  /** Anybody can write anything into a link; only a partner's name is ever shown. */
  private @Nullable String nameOf(@Nullable String source) {
    if (source == null) {
      return null;
    }
    try {
      return latchkey.partners().find(PartnerId.of(source)).map(Partner::displayName).orElse(null);
    } catch (IllegalArgumentException | LatchkeyException e) {
      // A job is worth showing without its ornament.
      return null;
    }
  }
}
