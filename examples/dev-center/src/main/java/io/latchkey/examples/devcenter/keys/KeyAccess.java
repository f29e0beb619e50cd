package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.KeyQuery;
import io.latchkey.Latchkey;
import org.springframework.stereotype.Component;

/**
 * Refuses a page that changes and shows no key yet, such as an empty form, to whoever may not see
 * keys: by asking Latchkey for one, so that the rule is its own and a denial is on record.
 */
@Component
class KeyAccess {

  private final Latchkey latchkey;

  KeyAccess(Latchkey latchkey) {
    this.latchkey = latchkey;
  }

  void require(Actor actor) {
    var unused = latchkey.keys().list(actor, KeyQuery.all(), null, 1);
  }
}
