package io.latchkey.examples.springboot.apikey;

import io.latchkey.KeyId;
import io.latchkey.RejectionReason;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;

/**
 * A key was not accepted. The message has the precise reason and the key's public id, for the
 * operator alone.
 */
public final class ApiKeyRejectedException extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  ApiKeyRejectedException(RejectionReason reason, Optional<KeyId> keyId) {
    super(reason + keyId.map(id -> ", key " + id).orElse(""));
    this.reason = reason;
  }

  /**
   * Why it was not accepted; its view is all that a caller may learn.
   *
   * @return the reason
   */
  public RejectionReason reason() {
    return reason;
  }
}
