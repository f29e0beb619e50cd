package io.latchkey.benchmarks.peers;

/** Something else that people check credentials with. Thread-safe. */
public interface Peer extends AutoCloseable {

  /** A credential that must be accepted. */
  String right();

  /** One that looks like it and must be refused. */
  String wrong();

  /** Whether a credential is accepted. */
  boolean accepts(String credential);

  /** Ends what runs in the background. */
  @Override
  default void close() {}

  /**
   * Sees that a peer tells right from wrong, when asked first and when it has had the occasion to
   * remember.
   */
  static void requireParity(Peer peer) {
    for (int round = 1; round <= 2; round++) {
      if (!peer.accepts(peer.right())) {
        throw new IllegalStateException(peer + " refuses the right credential, round " + round);
      }
      if (peer.accepts(peer.wrong())) {
        throw new IllegalStateException(peer + " accepts a wrong credential, round " + round);
      }
    }
  }
}
