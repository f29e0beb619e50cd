package io.latchkey.benchmarks.peers;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** Hashes made for what people choose, with Spring Security's defaults of today. */
public enum PasswordPeer {
  BCRYPT,
  PBKDF2,
  ARGON2;

  /**
   * Opens the peer.
   *
   * @param text a key of at most 72 bytes, which is all that bcrypt looks at
   */
  public Peer open(String text) {
    return new EncoderPeer(encoder(), text);
  }

  private PasswordEncoder encoder() {
    return switch (this) {
      case BCRYPT -> new BCryptPasswordEncoder();
      case PBKDF2 -> Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
      case ARGON2 -> Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    };
  }
}
