package io.latchkey.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JOSEException;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * Signed tokens, which need no look-up and can't be taken back. FusionAuth's library is not among
 * those for EdDSA: it knows the algorithm under the newer name {@code Ed25519} alone.
 */
public enum TokenPeer {
  HS256_AUTH0,
  HS256_FUSIONAUTH,
  HS256_JJWT,
  HS256_JOSE4J,
  HS256_NIMBUS,
  EDDSA_JJWT,
  EDDSA_JOSE4J,
  EDDSA_NIMBUS;

  /** Opens the peer, with a token of its own. */
  public Peer open() {
    Tokens tokens = new Tokens();
    String token = name().startsWith("HS256") ? tokens.hs256() : tokens.edDsa();
    return new JwtPeer(check(tokens), token);
  }

  private JwtPeer.Check check(Tokens tokens) {
    return switch (this) {
      case HS256_AUTH0 -> auth0(tokens);
      case HS256_FUSIONAUTH -> FusionChecks.of(HMACVerifier.newVerifier(tokens.secret()));
      case HS256_JJWT ->
          jjwt(Jwts.parser().verifyWith(tokens.secretKey()).requireIssuer(Tokens.ISSUER).build());
      case HS256_JOSE4J -> JoseChecks.of(tokens.secretKey(), AlgorithmIdentifiers.HMAC_SHA256);
      case HS256_NIMBUS -> NimbusChecks.hs256(tokens.secret());
      case EDDSA_JJWT ->
          jjwt(
              Jwts.parser()
                  .verifyWith(tokens.pair().getPublic())
                  .requireIssuer(Tokens.ISSUER)
                  .build());
      case EDDSA_JOSE4J -> JoseChecks.of(tokens.pair().getPublic(), AlgorithmIdentifiers.EDDSA);
      case EDDSA_NIMBUS -> nimbusEdDsa(tokens);
    };
  }

  private static JwtPeer.Check auth0(Tokens tokens) {
    JWTVerifier verifier =
        JWT.require(Algorithm.HMAC256(tokens.secret())).withIssuer(Tokens.ISSUER).build();
    return verifier::verify;
  }

  private static JwtPeer.Check jjwt(JwtParser parser) {
    return parser::parseSignedClaims;
  }

  private static JwtPeer.Check nimbusEdDsa(Tokens tokens) {
    try {
      return NimbusChecks.edDsa(tokens.pair().getPublic());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
