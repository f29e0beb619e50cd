package io.latchkey.examples.devcenter.keys;

import io.latchkey.Partner;
import io.latchkey.PartnerConnection;

/**
 * How to connect a partner that needs no key.
 *
 * @param partner its name
 * @param address where its own steps are
 */
record SetupSteps(String partner, String address) {

  static SetupSteps of(Partner partner, PartnerConnection.OAuthConnection connection) {
    return new SetupSteps(partner.displayName(), connection.setupAddress().toString());
  }
}
