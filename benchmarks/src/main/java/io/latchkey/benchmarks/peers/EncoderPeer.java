package io.latchkey.benchmarks.peers;

import org.springframework.security.crypto.password.PasswordEncoder;

/** Spring Security: one key against the one stored encoding that an id would lead to. */
final class EncoderPeer implements Peer {

  private final PasswordEncoder encoder;
  private final String right;
  private final String encoded;

  EncoderPeer(PasswordEncoder encoder, String text) {
    this.encoder = encoder;
    right = text;
    encoded = encoder.encode(text);
  }

  @Override
  public boolean accepts(String credential) {
    return encoder.matches(credential, encoded);
  }

  @Override
  public String right() {
    return right;
  }

  @Override
  public String wrong() {
    return Digests.wrong(right);
  }
}
