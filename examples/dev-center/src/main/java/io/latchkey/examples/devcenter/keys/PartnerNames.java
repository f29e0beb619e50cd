package io.latchkey.examples.devcenter.keys;

import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import java.util.HashMap;
import java.util.Map;

/** Looks up the names of the partners on one page, each once. Not thread-safe. */
final class PartnerNames {

  private final Latchkey latchkey;
  private final Map<PartnerId, String> known = new HashMap<>();

  PartnerNames(Latchkey latchkey) {
    this.latchkey = latchkey;
  }

  /** The name as it is today, or the id of a partner that is not in the catalogue any more. */
  String of(PartnerId id) {
    return known.computeIfAbsent(
        id, any -> latchkey.partners().find(id).map(Partner::displayName).orElse(id.value()));
  }
}
