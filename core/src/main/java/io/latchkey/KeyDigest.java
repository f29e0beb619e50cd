package io.latchkey;

/**
 * How a key is stored: SHA-256 over the 55 ASCII characters of its body, which binds id, secret and
 * checksum.
 *
 * <p><b>Why a fast hash is right here.</b> Slow hashes (bcrypt, PBKDF2, Argon2) exist for secrets
 * that people choose: they make each of some billion guesses dear. The secret of a key is 33
 * characters drawn uniformly at random, 196 bits; at 10^18 guesses a second, the expected search
 * takes more than 10^33 years, so there is nothing for slowness to protect. What a slow hash would
 * do is charge whoever sends garbage to a known id with 80 ms of the server's processor for each
 * request; systems that hashed their API keys that way made it their own lever for denial of
 * service and moved to a fast hash.
 *
 * <p><b>Why there is no pepper.</b> A pepper helps against guessing from a stolen dump. Guessing is
 * hopeless without it, so a dump is worthless as it is; and a pepper can be lost, which would end
 * every key at once. What a pepper does not stop, somebody who <em>writes</em> to the database, is
 * the business of the seal.
 *
 * <p><b>Why no salt.</b> The id is part of the digest's input and unique, and no two secrets are
 * ever equal: nothing can be worked out ahead for many keys.
 *
 * <p>A stored digest carries {@link #ALGORITHM}, so that another one can be added; what is stored
 * under an id that is not known here is refused.
 */
final class KeyDigest {

  /** Names the algorithm above in stored records. Never give it another meaning. */
  static final String ALGORITHM = "sha256-body";

  /** The number of bytes. */
  static final int LENGTH = 32;

  private KeyDigest() {}
}
