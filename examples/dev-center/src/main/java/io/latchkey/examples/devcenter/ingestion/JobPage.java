package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where a tracking link leads: a job for everybody, and through whom somebody came to it. */
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
      @RequestParam(name = "source", required = false) Optional<PartnerId> source,
      Model model) {
    Openings.Job job =
        openings.job(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("job", job.name());
    model.addAttribute(
        "source", source.flatMap(latchkey.partners()::find).map(Partner::displayName).orElse(null));
    return "job";
  }
}
