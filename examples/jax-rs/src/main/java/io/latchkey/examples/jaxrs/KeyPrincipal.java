package io.latchkey.examples.jaxrs;

import io.latchkey.VerifiedKey;
import java.security.Principal;

/**
 * The caller: a key, named by its public id.
 *
 * @param key the key
 */
record KeyPrincipal(VerifiedKey key) implements Principal {

  @Override
  public String getName() {
    return key.keyId().value();
  }
}
