package io.latchkey.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The search finds what it is for; otherwise that it found nothing would mean nothing. */
class CanaryTest {

  private static final String KEY =
      "acme_ci_live_" + "IdIdIdIdIdIdIdId" + "q8Zr2mXv7Lw0Kc5Tn9Jd3Hf6Gs1Bp4Ay8" + "0Check";
  private static final String SECRET = KEY.substring(29, 62);
  private static final byte[] DIGEST =
      HexFormat.of().parseHex("c0ffee00112233445566778899aabbccddeeff0102030405060708090a0b0c0d");

  private final Canary canary = new Canary();

  @BeforeEach
  void look() {
    canary.addKey(KEY);
    canary.addDigest(DIGEST);
  }

  @Test
  void search_findsTheSecretWhole_andEightCharactersOfIt() {
    assertThat(canary.findIn("a key: " + KEY)).contains("secret");
    for (int i = 0; i + 8 <= SECRET.length(); i++) {
      assertThat(canary.findIn("…" + SECRET.substring(i, i + 8) + "…")).contains("secret");
    }
  }

  @Test
  void search_findsOtherFormsOfTheSecret() {
    byte[] bytes = SECRET.getBytes(StandardCharsets.US_ASCII);
    assertThat(canary.findIn(new StringBuilder(KEY).reverse().toString()))
        .contains("secret backwards");
    assertThat(canary.findIn(Arrays.toString(SECRET.toCharArray()))).contains("secret listed");
    assertThat(canary.findIn(new String(bytesOf(KEY), StandardCharsets.ISO_8859_1)))
        .contains("secret in two bytes each");
    assertThat(canary.findIn(HexFormat.of().formatHex(bytes))).contains("secret in hex");
    assertThat(canary.findIn(HexFormat.of().withUpperCase().formatHex(bytes, 9, 17)))
        .contains("secret in hex");
  }

  private static byte[] bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  @Test
  void search_findsBase64_ofHeaderKeyBodyAndSecret() {
    assertThat(canary.findIn("Basic " + base64(KEY + ":"))).isPresent();
    assertThat(canary.findIn(base64(KEY))).isPresent();
    assertThat(canary.findIn(base64(KEY.substring(13)))).isPresent();
    assertThat(canary.findIn(base64(SECRET).substring(10, 22))).isPresent();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void search_findsDigests() {
    assertThat(canary.findIn(new String(DIGEST, StandardCharsets.ISO_8859_1))).contains("digest");
    assertThat(canary.findIn(HexFormat.of().formatHex(DIGEST).substring(20, 36)))
        .contains("digest in hex");
    assertThat(canary.findIn(Base64.getEncoder().encodeToString(DIGEST)))
        .contains("digest in Base64");
  }

  @Test
  void search_leavesPublicPartsAlone() {
    assertThat(canary.findIn("acme_ci_live_IdIdIdIdIdIdIdId")).isEmpty();
    assertThat(canary.findIn("Check, ending …0Check, " + SECRET.substring(0, 7))).isEmpty();
    assertThat(canary.findIn(base64(KEY).substring(0, 36))).isEmpty();
  }
}
