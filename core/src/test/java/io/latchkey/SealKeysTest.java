package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealKeysTest {

  @Test
  void ring_namesItsVersionsAndNoKey() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 0x5a);
    SealKeys keys =
        SealKeys.of(2, new SecretKeySpec(bytes, "HmacSHA256")).accepting(1, SealWorld.key(1));

    assertThat(keys.currentVersion()).isEqualTo(2);
    assertThat(keys.versions()).containsExactly(1, 2);
    assertThat(keys.toString()).isEqualTo("SealKeys[current 2, versions [1, 2]]");
    assertThat(keys.toString()).doesNotContain(new BigInteger(1, bytes).toString(16));
  }

  @Test
  void key_thatIsTooShortOrGivenTwiceOrOutOfRange_isRefused() {
    SecretKey shortKey = new SecretKeySpec(new byte[31], "HmacSHA256");
    assertThat(Refusals.thrown(IllegalArgumentException.class, () -> SealKeys.of(1, shortKey)))
        .hasMessage("seal key 1 has 31 bytes, less than 32");
    Refusals.thrown(
        IllegalArgumentException.class, () -> SealWorld.FIRST.accepting(1, SealWorld.key(2)));
    Refusals.thrown(IllegalArgumentException.class, () -> SealKeys.of(0, SealWorld.key(2)));
    Refusals.thrown(IllegalArgumentException.class, () -> SealKeys.of(1_000_000, SealWorld.key(2)));
    Refusals.thrown(NullPointerException.class, () -> SealKeys.of(1, null));
  }

  /** As of a hardware module that the platform's HMAC can't use. */
  @Test
  void key_thatCanNotBeUsed_isRefusedWhenItIsGiven() {
    SecretKey opaque =
        new SecretKey() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getAlgorithm() {
            return "HmacSHA256";
          }

          @Override
          public String getFormat() {
            return null;
          }

          @Override
          public byte[] getEncoded() {
            return null;
          }
        };

    assertThat(Refusals.thrown(IllegalArgumentException.class, () -> SealKeys.of(3, opaque)))
        .hasMessageContaining("seal key 3 can't be used");
  }
}
