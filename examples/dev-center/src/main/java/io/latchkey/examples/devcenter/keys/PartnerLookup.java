package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.ApiType;
import io.latchkey.Latchkey;
import io.latchkey.PartnerQuery;
import io.latchkey.examples.devcenter.ApiCatalogue;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Answers the type-ahead: partners by name and alias, unlisted vendor and custom always last. */
@RestController
class PartnerLookup {

  static final int SHOWN = 8;

  private final Latchkey latchkey;
  private final KeyAccess access;

  PartnerLookup(Latchkey latchkey, KeyAccess access) {
    this.latchkey = latchkey;
    this.access = access;
  }

  @GetMapping("/dev-center/partners")
  List<PartnerMatch> find(
      Actor actor,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String apiType) {
    access.require(actor);
    ApiType type =
        ApiCatalogue.find(apiType)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    return latchkey.partners().search(PartnerQuery.text(q).limit(SHOWN)).stream()
        .map(partner -> PartnerMatch.of(partner, type))
        .toList();
  }
}
