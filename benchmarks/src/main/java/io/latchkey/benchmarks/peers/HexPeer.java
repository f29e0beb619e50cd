package io.latchkey.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What most tutorials show: SHA-256 in hex is the key of a map, or of a cache in front of it. */
final class HexPeer implements Peer {

  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final Function<String, @Nullable KeyRow> rows;
  private final String right;

  private HexPeer(Function<String, @Nullable KeyRow> rows, String right) {
    this.rows = rows;
    this.right = right;
  }

  static Peer inMap(List<String> texts) {
    return new HexPeer(map(texts)::get, texts.get(texts.size() / 2));
  }

  /** With bounds on size and age, as Caffeine's own first example has them. */
  static Peer inCaffeine(List<String> texts) {
    LoadingCache<String, KeyRow> cache =
        Caffeine.newBuilder()
            .maximumSize(texts.size())
            .expireAfterWrite(REMEMBERED)
            .build(map(texts)::get);
    texts.forEach(text -> cache.put(Digests.hex(text), KeyRow.live()));
    return new HexPeer(cache::get, texts.get(texts.size() / 2));
  }

  private static Map<String, KeyRow> map(List<String> texts) {
    Map<String, KeyRow> map = new ConcurrentHashMap<>();
    texts.forEach(text -> map.put(Digests.hex(text), KeyRow.live()));
    return map;
  }

  @Override
  public boolean accepts(String credential) {
    KeyRow row = rows.apply(Digests.hex(credential));
    return row != null && row.liveNow();
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
