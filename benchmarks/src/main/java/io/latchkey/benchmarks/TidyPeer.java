package io.latchkey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a careful developer writes by hand: SHA-256 in hex, looked up in a map. */
final class TidyPeer {

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  TidyPeer(List<String> texts) {
    for (String text : texts) {
      rows.put(digest(text), new Row(true, END, Set.of("candidates.create", "jobs.view")));
    }
  }

  @Nullable Row verify(String text) {
    Row row = rows.get(digest(text));
    return row != null && row.active && Instant.now().isBefore(row.expiresAt) ? row : null;
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A key.
   *
   * @param active whether it is on
   * @param expiresAt when it ends
   * @param permissions what it may do
   */
  record Row(boolean active, Instant expiresAt, Set<String> permissions) {}
}
