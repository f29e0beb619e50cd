package io.latchkey.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The way Elasticsearch's documentation describes: at rest there is a slow hash; whoever passed it
 * is remembered for a day under the key's id with a fast, salted one ({@code ssha256}). Written
 * after that description; the credential is {@code id:secret}, as its header has it once decoded.
 */
final class SaltedCachePeer implements Peer {

  private static final int SALT = 8;
  private static final int ITERATIONS = 10_000;
  private static final int BITS = 512;
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Salted> atRest = new ConcurrentHashMap<>();
  private final Cache<String, Salted> remembered;
  private final String right;

  SaltedCachePeer(List<String> texts) {
    remembered =
        Caffeine.newBuilder().maximumSize(texts.size()).expireAfterWrite(REMEMBERED).build();
    right = credential(texts.get(texts.size() / 2));
    for (String text : texts) {
      remember(credential(text));
    }
    remembered.invalidate(id(right));
    byte[] salt = salt();
    atRest.put(id(right), new Salted(salt, slow(secret(right), salt), KeyRow.live()));
  }

  /** A key of ours, as id and secret. */
  private static String credential(String text) {
    return text.substring(13, 29) + ':' + text.substring(29);
  }

  @Override
  public boolean accepts(String credential) {
    int colon = credential.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String id = credential.substring(0, colon);
    String secret = credential.substring(colon + 1);
    Salted known = remembered.getIfPresent(id);
    return known == null
        ? acceptsAtRest(id, secret)
        : known.is(fast(secret, known.salt)) && known.row.liveNow();
  }

  private boolean acceptsAtRest(String id, String secret) {
    Salted stored = atRest.get(id);
    if (stored == null || !stored.is(slow(secret, stored.salt)) || !stored.row.liveNow()) {
      return false;
    }
    remember(id + ':' + secret);
    return true;
  }

  private void remember(String credential) {
    byte[] salt = salt();
    Salted salted = new Salted(salt, fast(secret(credential), salt), KeyRow.live());
    remembered.put(id(credential), salted);
  }

  private static String id(String credential) {
    return credential.substring(0, credential.indexOf(':'));
  }

  private static String secret(String credential) {
    return credential.substring(credential.indexOf(':') + 1);
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return salt;
  }

  private static byte[] fast(String secret, byte[] salt) {
    MessageDigest sha256 = Digests.sha256();
    sha256.update(salt);
    return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] slow(String secret, byte[] salt) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
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

  private static final class Salted {

    private final byte[] salt;
    private final byte[] hash;
    private final KeyRow row;

    Salted(byte[] salt, byte[] hash, KeyRow row) {
      this.salt = salt;
      this.hash = hash;
      this.row = row;
    }

    boolean is(byte[] presented) {
      return MessageDigest.isEqual(hash, presented);
    }
  }
}
