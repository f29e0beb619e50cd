package io.latchkey.examples.jaxrs;

import io.latchkey.VerifiedKey;
import jakarta.ws.rs.core.SecurityContext;

/** What JAX-RS knows of a caller; its roles are the permissions of the key. */
final class KeySecurity implements SecurityContext {

  private final VerifiedKey key;
  private final SecurityContext transport;

  KeySecurity(VerifiedKey key, SecurityContext transport) {
    this.key = key;
    this.transport = transport;
  }

  @Override
  public KeyPrincipal getUserPrincipal() {
    return new KeyPrincipal(key);
  }

  @Override
  public boolean isUserInRole(String permission) {
    return key.apiType().find(permission).filter(key::allows).isPresent();
  }

  @Override
  public boolean isSecure() {
    return transport.isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return BASIC_AUTH;
  }
}
