package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class KeyFormatTest {

  private static final int SHA256_BLOCK = 64;
  private static final int SHA256_MIN_PADDING = 9;

  @Test
  void body_isTheLongestMessageOfOneBlock() {
    assertThat(KeyFormat.BODY).isEqualTo(SHA256_BLOCK - SHA256_MIN_PADDING);
  }

  @Test
  void lengths_followFromTheWords() {
    assertThat(KeyFormat.MIN_LENGTH).isEqualTo("ab_cd_ef_".length() + 55);
    assertThat(KeyFormat.MAX_LENGTH)
        .isEqualTo("abcdefghijkl_abcdefghijkl_abcdefghijkl_".length() + 55);
    assertThat(KeyFormat.MAX_READ).isGreaterThan(KeyFormat.MAX_LENGTH);
  }

  @Test
  void prefix_ofThreeWords_endsWithAnUnderscore() {
    assertThat(KeyFormat.prefix("acme", "ci", "live")).isEqualTo("acme_ci_live_");
  }

  @Test
  void prefix_ofAnIllFormedWord_isRefused() {
    for (String word :
        new String[] {"", "a", "Acme", "1acme", "ac_me", "acme ", "abcdefghijklm", "acmé"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> KeyFormat.prefix(word, "ci", "live"));
      assertThatIllegalArgumentException().isThrownBy(() -> KeyFormat.prefix("acme", word, "live"));
      assertThatIllegalArgumentException().isThrownBy(() -> KeyFormat.prefix("acme", "ci", word));
    }
  }

  @Test
  void digits_areSixtyTwoAndInOrderOfAscii() {
    int digits = 0;
    for (int c = -128; c < 0x20000; c++) {
      boolean expected = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      assertThat(Base62.isDigit(c)).as("character %d", c).isEqualTo(expected);
      if (expected) {
        assertThat(Base62.value(c)).isEqualTo(digits);
        assertThat(Base62.digit(digits)).isEqualTo((byte) c);
        digits++;
      }
    }
    assertThat(digits).isEqualTo(Base62.RADIX);
  }

  @Property
  void checksum_asWritten_isRight(@ForAll @Size(min = 7, max = 94) byte[] text) {
    KeyChecksum.write(new CRC32(), text, text.length);

    assertThat(KeyChecksum.isRight(new CRC32(), text, text.length)).isTrue();
  }

  @Property
  void checksum_withOneByteChanged_isWrong(
      @ForAll @Size(min = 7, max = 94) byte[] text,
      @ForAll @IntRange(max = 93) int position,
      @ForAll @IntRange(min = 1, max = 255) int difference) {
    KeyChecksum.write(new CRC32(), text, text.length);
    text[position % text.length] ^= (byte) difference;

    assertThat(KeyChecksum.isRight(new CRC32(), text, text.length)).isFalse();
  }

  @Test
  void checksum_beyondThirtyTwoBits_isWrongAndDoesNotWrapAround() {
    byte[] text = "acme000000".getBytes(StandardCharsets.US_ASCII);
    KeyChecksum.write(new CRC32(), text, text.length);
    long sum = 0;
    for (int i = 4; i < 10; i++) {
      sum = sum * 62 + Base62.value(text[i]);
    }
    for (int i = 9; i >= 4; i--) {
      long wrapped = sum + (1L << 32);
      text[i] = Base62.digit((int) (wrapped / (long) Math.pow(62, 9 - i) % 62));
    }

    assertThat(KeyChecksum.isRight(new CRC32(), text, text.length)).isFalse();
  }

  @Property
  void digits_ofAnyEightBytes_isWhatEachByteSays(@ForAll @Size(8) byte[] eight) {
    boolean all = true;
    for (byte one : eight) {
      all &= Base62.isDigit(one);
    }
    assertThat(Base62.areAll(Base62.digits(Longs.at(eight, 0)))).isEqualTo(all);
  }

  @Test
  void digits_withOneByteOfAnyValue_isWhatThatByteSays() {
    for (int value = 0; value < 256; value++) {
      for (int at = 0; at < Long.BYTES; at++) {
        byte[] eight = "aZ09zA5m".getBytes(StandardCharsets.US_ASCII);
        eight[at] = (byte) value;
        assertThat(Base62.areAll(Base62.digits(Longs.at(eight, 0))))
            .isEqualTo(Base62.isDigit((byte) value));
      }
    }
  }

  @Property
  void checksumByTables_ofAnyBodyOfDigits_isRightWhereThePlatformsIs(
      @ForAll @Size(max = 39) byte[] prefix,
      @ForAll @Size(KeyFormat.BODY) List<@IntRange(max = 61) Integer> body,
      @ForAll boolean written,
      @ForAll @IntRange(max = 54) int changed,
      @ForAll @IntRange(max = 61) int value) {
    byte[] text = Arrays.copyOf(prefix, prefix.length + KeyFormat.BODY);
    for (int i = 0; i < KeyFormat.BODY; i++) {
      text[prefix.length + i] = Base62.digit(body.get(i));
    }
    if (written) {
      KeyChecksum.write(new CRC32(), text, text.length);
    }
    int start = ChecksumTables.start(prefix);
    assertThat(ChecksumTables.isRight(text, text.length, start))
        .isEqualTo(KeyChecksum.isRight(new CRC32(), text, text.length));

    text[prefix.length + changed] = Base62.digit(value);
    assertThat(ChecksumTables.isRight(text, text.length, start))
        .isEqualTo(KeyChecksum.isRight(new CRC32(), text, text.length));
  }
}
