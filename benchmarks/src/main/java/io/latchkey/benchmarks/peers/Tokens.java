package io.latchkey.benchmarks.peers;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Two tokens that say the same, one for each algorithm; every library is given the same ones. */
final class Tokens {

  static final String ISSUER = "https://ats.example";

  private static final Duration LIFE = Duration.ofDays(1);

  private final byte[] secret = new byte[32];
  private final KeyPair pair = Jwks.CRV.Ed25519.keyPair().build();

  Tokens() {
    new SecureRandom().nextBytes(secret);
  }

  byte[] secret() {
    return secret.clone();
  }

  SecretKey secretKey() {
    return new SecretKeySpec(secret, "HmacSHA256");
  }

  KeyPair pair() {
    return pair;
  }

  String hs256() {
    return claims().signWith(secretKey(), Jwts.SIG.HS256).compact();
  }

  String edDsa() {
    return claims().signWith(pair.getPrivate(), Jwts.SIG.EdDSA).compact();
  }

  private static JwtBuilder claims() {
    Instant now = Instant.now();
    return Jwts.builder()
        .issuer(ISSUER)
        .subject("northwind-sourcing")
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(LIFE)))
        .claim("scope", "candidates.create jobs.view");
  }
}
