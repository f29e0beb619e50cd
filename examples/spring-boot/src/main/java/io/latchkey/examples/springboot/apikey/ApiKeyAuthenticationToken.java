package io.latchkey.examples.springboot.apikey;

import io.latchkey.VerifiedKey;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What came in the {@code Authorization} header, and after verification the key: the principal is
 * the {@link VerifiedKey}, the name its public id, and each permission of the key an authority of
 * the same name. What was presented is held until it was verified and no longer; a token that is
 * authenticated never held it. Not thread-safe, as tokens of Spring Security are not.
 */
public final class ApiKeyAuthenticationToken extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private transient @Nullable String header;
  private final transient @Nullable VerifiedKey key;

  private ApiKeyAuthenticationToken(
      @Nullable String header,
      @Nullable VerifiedKey key,
      Collection<? extends GrantedAuthority> authorities) {
    super(authorities);
    this.header = header;
    this.key = key;
  }

  static ApiKeyAuthenticationToken presented(String header) {
    return new ApiKeyAuthenticationToken(header, null, List.of());
  }

  static ApiKeyAuthenticationToken verified(VerifiedKey key) {
    List<SimpleGrantedAuthority> authorities =
        key.permissions().stream().map(p -> new SimpleGrantedAuthority(p.name())).toList();
    ApiKeyAuthenticationToken token = new ApiKeyAuthenticationToken(null, key, authorities);
    token.setAuthenticated(true);
    return token;
  }

  /** The value of the header; null once it was verified. */
  @Override
  public @Nullable Object getCredentials() {
    return header;
  }

  /** The {@link VerifiedKey}; null before the verification. */
  @Override
  public @Nullable Object getPrincipal() {
    return key;
  }

  /** The key's public id; empty before the verification. */
  @Override
  public String getName() {
    return key == null ? "" : key.keyId().value();
  }

  @Override
  public void eraseCredentials() {
    header = null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** The key's public id; never what was presented. */
  @Override
  public String toString() {
    return "ApiKeyAuthenticationToken[" + (key == null ? "not verified" : key.keyId()) + "]";
  }
}
