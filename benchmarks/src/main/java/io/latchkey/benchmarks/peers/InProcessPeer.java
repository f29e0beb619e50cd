package io.latchkey.benchmarks.peers;

import java.util.List;

/** Peers that answer from the memory of the process. */
public enum InProcessPeer {
  /** The careful developer's: row by id, one block of SHA-256. */
  TIDY_MAP,
  /** SHA-256 in hex is the key of a map. */
  HEX_MAP,
  /** The same in a cache. */
  HEX_CAFFEINE,
  /** A cache of salted hashes under ids, as Elasticsearch describes its own. */
  ELASTICSEARCH_STYLE,
  /** Apache Shiro, bearer token, cached. */
  SHIRO,
  /** The same, and asked for a permission. */
  SHIRO_PERMISSION,
  /** Tink, a MAC alone. */
  TINK_MAC,
  /** Spring Security's salted SHA-256, which it advises against. */
  SPRING_SHA256;

  /**
   * Opens the peer.
   *
   * @param texts texts of keys, which it is to hold
   */
  @SuppressWarnings("deprecation")
  public Peer open(List<String> texts) {
    String hot = texts.get(texts.size() / 2);
    return switch (this) {
      case TIDY_MAP -> new TidyPeer(texts);
      case HEX_MAP -> HexPeer.inMap(texts);
      case HEX_CAFFEINE -> HexPeer.inCaffeine(texts);
      case ELASTICSEARCH_STYLE -> new SaltedCachePeer(texts);
      case SHIRO -> new ShiroPeer(texts, false);
      case SHIRO_PERMISSION -> new ShiroPeer(texts, true);
      case TINK_MAC -> new TinkMacPeer(hot);
      case SPRING_SHA256 ->
          new EncoderPeer(
              new org.springframework.security.crypto.password.MessageDigestPasswordEncoder(
                  "SHA-256"),
              hot);
    };
  }
}
