package io.latchkey.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Set;

/** Nimbus JOSE + JWT. */
final class NimbusChecks {

  private static final int RAW_KEY = 32;

  private NimbusChecks() {}

  static JwtPeer.Check hs256(byte[] secret) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(secret)));
    processor.setJWTClaimsSetVerifier(claims());
    return token -> processor.process(token, null);
  }

  /** By hand, because the processor does not know this verifier. */
  static JwtPeer.Check edDsa(PublicKey key) throws JOSEException {
    byte[] encoded = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
    JWSVerifier verifier =
        new Ed25519Verifier(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).build());
    DefaultJWTClaimsVerifier<SecurityContext> claims = claims();
    return token -> {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!jwt.verify(verifier)) {
        throw new JOSEException("signature");
      }
      claims.verify(jwt.getJWTClaimsSet(), null);
    };
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims() {
    return new DefaultJWTClaimsVerifier<>(
        new JWTClaimsSet.Builder().issuer(Tokens.ISSUER).build(), Set.of("sub", "exp"));
  }
}
