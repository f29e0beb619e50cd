package io.latchkey.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a careful developer writes for keys of this very form: the row looked up by the key's public
 * id, one block of SHA-256 over the rest, compared in constant time.
 */
public final class TidyPeer implements Peer {

  private static final int LENGTH = 68;
  private static final int BODY = 13;
  private static final int SECRET = 29;

  private final Map<String, Held> rows;
  private final String right;

  /**
   * Holds keys.
   *
   * @param texts the keys' texts
   */
  public TidyPeer(List<String> texts) {
    this(texts.size(), texts::get);
  }

  /**
   * Holds keys.
   *
   * @param keys how many
   * @param text gives the text of a number below that
   */
  public TidyPeer(int keys, IntFunction<String> text) {
    rows = new ConcurrentHashMap<>(keys * 2);
    right = text.apply(keys / 2);
    for (int i = 0; i < keys; i++) {
      String key = text.apply(i);
      rows.put(key.substring(BODY, SECRET), new Held(digest(key), KeyRow.live()));
    }
  }

  @Override
  public boolean accepts(String credential) {
    return verify(credential) != null;
  }

  private @Nullable KeyRow verify(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    Held held = rows.get(text.substring(BODY, SECRET));
    return held != null && MessageDigest.isEqual(held.digest, digest(text)) && held.row.liveNow()
        ? held.row
        : null;
  }

  private static byte[] digest(String text) {
    MessageDigest sha256 = Digests.sha256();
    sha256.update(text.getBytes(StandardCharsets.ISO_8859_1), BODY, LENGTH - BODY);
    return sha256.digest();
  }

  @Override
  public String right() {
    return right;
  }

  @Override
  public String wrong() {
    return Digests.wrong(right);
  }

  private static final class Held {

    private final byte[] digest;
    private final KeyRow row;

    Held(byte[] digest, KeyRow row) {
      this.digest = digest;
      this.row = row;
    }
  }
}
