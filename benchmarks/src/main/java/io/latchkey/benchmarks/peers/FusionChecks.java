package io.latchkey.benchmarks.peers;

import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.domain.JWT;

/** FusionAuth JWT, which checks signature and times and leaves the issuer to its caller. */
final class FusionChecks {

  private FusionChecks() {}

  static JwtPeer.Check of(Verifier verifier) {
    JWTDecoder decoder = JWT.getDecoder();
    return token -> {
      JWT jwt = decoder.decode(token, verifier);
      if (!Tokens.ISSUER.equals(jwt.issuer)) {
        throw new IllegalArgumentException("issuer");
      }
    };
  }
}
