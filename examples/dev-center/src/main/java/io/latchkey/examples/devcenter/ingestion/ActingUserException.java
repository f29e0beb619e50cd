package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.KeyId;
import org.springframework.security.core.AuthenticationException;

/**
 * A right key, on behalf of nobody who works here. The caller sees the one 401 for it; the message
 * is for the operator, and holds nothing of what was sent, which might be a key in the wrong place.
 */
final class ActingUserException extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  ActingUserException(String reason, KeyId key) {
    super(reason + ", key " + key);
  }
}
