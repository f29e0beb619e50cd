package io.latchkey.benchmarks.peers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.BearerToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UnknownAccountException;
import org.apache.shiro.authc.credential.HashedCredentialsMatcher;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.cache.MemoryConstrainedCacheManager;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;

/**
 * Apache Shiro: a realm for bearer tokens with both caches on, which its documentation allows where
 * the cached credentials are hashed.
 */
final class ShiroPeer implements Peer {

  private static final String PERMISSION = "candidates:create";

  private final DefaultSecurityManager manager;
  private final boolean asksPermission;
  private final String right;

  ShiroPeer(List<String> texts, boolean asksPermission) {
    TokenRealm realm = new TokenRealm(texts);
    manager = new DefaultSecurityManager(realm);
    manager.setCacheManager(new MemoryConstrainedCacheManager());
    this.asksPermission = asksPermission;
    right = texts.get(texts.size() / 2);
  }

  @Override
  public boolean accepts(String credential) {
    try {
      AuthenticationInfo info = manager.authenticate(new BearerToken(credential));
      return !asksPermission || manager.isPermitted(info.getPrincipals(), PERMISSION);
    } catch (AuthenticationException e) {
      return false;
    }
  }

  @Override
  public String right() {
    return right;
  }

  @Override
  public String wrong() {
    return Digests.wrong(right);
  }

  @Override
  public void close() {
    manager.destroy();
  }

  /** Knows the digests of tokens. */
  private static final class TokenRealm extends AuthorizingRealm {

    private final Map<String, KeyRow> rows = new ConcurrentHashMap<>();

    TokenRealm(List<String> texts) {
      super(new HashedCredentialsMatcher("SHA-256"));
      setAuthenticationTokenClass(BearerToken.class);
      setAuthenticationCachingEnabled(true);
      texts.forEach(text -> rows.put(Digests.hex(text), KeyRow.live()));
    }

    @Override
    protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
      String digest = Digests.hex((String) token.getCredentials());
      KeyRow row = rows.get(digest);
      if (row == null || !row.liveNow()) {
        throw new UnknownAccountException();
      }
      return new SimpleAuthenticationInfo(digest, digest, getName());
    }

    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
      SimpleAuthorizationInfo info = new SimpleAuthorizationInfo();
      for (String permission : rows.get((String) principals.getPrimaryPrincipal()).permissions()) {
        info.addStringPermission(permission.replace('.', ':'));
      }
      return info;
    }
  }
}
