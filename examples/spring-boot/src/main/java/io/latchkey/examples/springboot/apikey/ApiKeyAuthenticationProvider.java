package io.latchkey.examples.springboot.apikey;

import io.latchkey.ApiType;
import io.latchkey.KeyVerifier;
import io.latchkey.Rejection;
import io.latchkey.RejectionReason;
import io.latchkey.Verification;
import io.latchkey.VerifiedKey;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/**
 * Verifies what was presented, at each request anew, in this process. Thread-safe.
 *
 * <p>It is bound to one {@link ApiType}. Authorities are plain names, so a key of another type that
 * happens to carry a permission of the same name must not get this far.
 */
public final class ApiKeyAuthenticationProvider implements AuthenticationProvider {

  private final KeyVerifier verifier;
  private final ApiType apiType;

  /**
   * Makes a provider.
   *
   * @param verifier verifies
   * @param apiType the only type of key to let in
   */
  public ApiKeyAuthenticationProvider(KeyVerifier verifier, ApiType apiType) {
    this.verifier = verifier;
    this.apiType = apiType;
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    ApiKeyAuthenticationToken presented = (ApiKeyAuthenticationToken) authentication;
    Verification verification = verifier.verifyAuthorization((String) presented.getCredentials());
    // The manager puts what was presented into the exception: it must hold nothing by then.
    presented.eraseCredentials();
    if (verification instanceof Rejection rejection) {
      throw new ApiKeyRejectedException(rejection.reason(), rejection.keyId());
    }
    VerifiedKey key = verification.key();
    if (key.apiType() != apiType) {
      throw new ApiKeyRejectedException(RejectionReason.API_TYPE_WRONG, Optional.of(key.keyId()));
    }
    return ApiKeyAuthenticationToken.verified(key);
  }

  @Override
  public boolean supports(Class<?> type) {
    return ApiKeyAuthenticationToken.class.isAssignableFrom(type);
  }
}
