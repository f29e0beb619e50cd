package io.latchkey.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search of a heap finds what it is for, in every form. */
class HeapSearchTest {

  private static final String KEY =
      "acme_ci_live_" + "IdIdIdIdIdIdIdId" + "q8Zr2mXv7Lw0Kc5Tn9Jd3Hf6Gs1Bp4Ay8" + "0Check";
  private static final String SECRET = KEY.substring(29, 62);

  private final HeapSearch search = new HeapSearch();
  private final byte[] heap = new byte[100_000];

  HeapSearchTest() {
    search.add("key", KEY);
    new Random(7).nextBytes(heap);
  }

  @Test
  void part_isFoundInEveryEncoding() {
    String part = SECRET.substring(11, 19);
    assertThat(findWith(part, StandardCharsets.ISO_8859_1)).contains("key, one byte each");
    assertThat(findWith(part, StandardCharsets.UTF_16BE)).contains("key, two bytes each");
    assertThat(findWith(part, StandardCharsets.UTF_16LE))
        .contains("key, two bytes each, low first");
  }

  @Test
  void part_isFoundInBase64() {
    String header =
        Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8));
    assertThat(findWith(header, StandardCharsets.UTF_16BE))
        .contains("key as user name, two bytes each");
    String body =
        Base64.getEncoder().encodeToString(KEY.substring(13).getBytes(StandardCharsets.UTF_8));
    assertThat(findWith(body, StandardCharsets.ISO_8859_1))
        .contains("key's body in Base64, one byte each");
  }

  @Test
  void part_isFoundInAWordOfTheProcessor() {
    byte[] part = SECRET.substring(8, 16).getBytes(StandardCharsets.US_ASCII);
    long word = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(findWith(ByteBuffer.allocate(8).putLong(word).array()))
        .contains("key backwards, one byte each");
  }

  @Test
  void randomBytesThatItWasDrawnFrom_areFound() {
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    byte[] drawn = new byte[SECRET.length()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (byte) (digits.indexOf(SECRET.charAt(i)) | (i % 4) << 6);
    }
    assertThat(findWith(drawn)).contains("key as drawn");
  }

  @Test
  void nothing_isFoundWhereNothingIs() {
    assertThat(search.findIn(heap)).isEmpty();
    assertThat(findWith("acme_ci_live_IdIdIdIdIdIdIdId", StandardCharsets.ISO_8859_1)).isEmpty();
    assertThat(findWith(SECRET.substring(0, 7), StandardCharsets.ISO_8859_1)).isEmpty();
  }

  private Iterable<String> findWith(String text, Charset charset) {
    return findWith(text.getBytes(charset));
  }

  private Iterable<String> findWith(byte[] bytes) {
    byte[] with = heap.clone();
    System.arraycopy(bytes, 0, with, 54_321, bytes.length);
    return search.findIn(with);
  }
}
