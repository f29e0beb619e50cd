package io.latchkey.benchmarks.peers;

/** A JSON Web Token: signature, issuer and expiry are checked, nothing can be revoked. */
final class JwtPeer implements Peer {

  private final Check check;
  private final String right;

  JwtPeer(Check check, String right) {
    this.check = check;
    this.right = right;
  }

  @Override
  public boolean accepts(String credential) {
    try {
      check.require(credential);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  @Override
  public String right() {
    return right;
  }

  /** A claim is forged, and the token still JSON. */
  @Override
  public String wrong() {
    return Digests.wrong(right);
  }

  /** One library's way to check a token. */
  @FunctionalInterface
  interface Check {

    /** Returns only if the token is right. */
    void require(String token) throws Exception;
  }
}
