package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class KeyTextTest {

  private static final String KEY = new VerifierLab().issue().text();

  @Test
  void inspect_aKey_showsItsParts() {
    KeyForm form = KeyText.inspect(KEY);

    assertThat(form.wellFormed()).isTrue();
    assertThat(form.checksumRight()).isTrue();
    assertThat(form.fault()).isEmpty();
    assertThat(form.brand()).contains("acme");
    assertThat(form.apiTypeCode()).contains("ci");
    assertThat(form.environment()).contains("live");
    assertThat(form.keyId()).contains(KeyId.of(KEY.substring(13, 29)));
    assertThat(form.tail()).contains(KEY.substring(KEY.length() - 5));
  }

  @Test
  void inspect_nothing_isMissing() {
    for (String nothing :
        new String[] {null, "", " ", "\t\r\n ", "\u00A0\uFEFF\u200B", "\"\"", "' '"}) {
      assertFault(nothing, RejectionReason.KEY_MISSING);
    }
  }

  @Test
  void inspect_aKeyWithSomethingAround_saysSo() {
    Set<UnaryOperator<String>> surroundings =
        Set.of(
            key -> " " + key,
            key -> key + "\n",
            key -> "\"" + key + "\"",
            key -> "'" + key + "'",
            key -> "`" + key,
            key -> "\u201C" + key + "\u201D",
            key -> "\u00AB\u00A0" + key + "\u00A0\u00BB",
            key -> "\uFEFF" + key,
            key -> key + "\u200B",
            key -> "\u3000" + key + "\u2029");
    for (UnaryOperator<String> surrounding : surroundings) {
      assertFault(surrounding.apply(KEY), RejectionReason.KEY_SURROUNDED);
    }
  }

  @Test
  void inspect_aKeyCutAnywhere_isNotWellFormed() {
    for (int length = 1; length < KEY.length(); length++) {
      assertFault(KEY.substring(0, length), RejectionReason.KEY_LENGTH_WRONG);
    }
  }

  @Test
  void inspect_aKeyThatLostItsBeginning_isNotWellFormed() {
    for (int from = 1; from < KEY.length(); from++) {
      assertThat(KeyText.inspect(KEY.substring(from)).wellFormed()).as("from %d", from).isFalse();
    }
  }

  @Test
  void inspect_textLongerThanIsRead_isRefusedUnseen() {
    assertFault(
        KEY + " ".repeat(KeyFormat.MAX_READ - KEY.length()), RejectionReason.KEY_SURROUNDED);
    assertFault(" ".repeat(KeyFormat.MAX_READ + 1), RejectionReason.KEY_LENGTH_WRONG);
    assertFault("a".repeat(10_000_000), RejectionReason.KEY_LENGTH_WRONG);
  }

  @Test
  void inspect_keysOfOtherProducts_haveAWrongPrefix() {
    assertFault("sk-proj-" + "A1".repeat(32), RejectionReason.KEY_PREFIX_WRONG);
    assertFault("github_pat_" + "A".repeat(70), RejectionReason.KEY_PREFIX_WRONG);
    assertFault("A".repeat(70), RejectionReason.KEY_PREFIX_WRONG);
    assertFault("_".repeat(70), RejectionReason.KEY_PREFIX_WRONG);
    assertFault(KEY.toUpperCase(java.util.Locale.ROOT), RejectionReason.KEY_PREFIX_WRONG);
  }

  @Test
  void inspect_aPrefixOfIllFormedWords_isWrong() {
    String body = KEY.substring(13);
    for (String word : new String[] {"aCme", "ac-e", "1cme", "a:me", "a/me", "acm{", "ac`e"}) {
      assertFault(word + "_ci_live_" + body, RejectionReason.KEY_PREFIX_WRONG);
      assertFault("ci_" + word + "_live_" + body, RejectionReason.KEY_PREFIX_WRONG);
      assertFault("ci_ci_" + word + "_" + body, RejectionReason.KEY_PREFIX_WRONG);
    }
    assertFault("a_ci_liver_" + body, RejectionReason.KEY_PREFIX_WRONG);
    assertFault("abcdefghijklm_ci_live_" + body, RejectionReason.KEY_PREFIX_WRONG);
  }

  @Test
  void inspect_aKeyWithAForeignCharacter_saysSo() {
    for (char foreign :
        new char[] {'-', '_', ' ', '+', '\0', '\n', 'é', '\u0410', '\uFF11', '\uD83D'}) {
      assertFault(
          KEY.substring(0, 40) + foreign + KEY.substring(41), RejectionReason.KEY_CHARACTER_WRONG);
    }
  }

  @Test
  void inspect_aKeyWithAWrongChecksum_stillShowsItsParts() {
    String mistyped = new VerifierLab().issue().mutated(40);

    KeyForm form = KeyText.inspect(mistyped);

    assertThat(form.wellFormed()).isFalse();
    assertThat(form.checksumRight()).isFalse();
    assertThat(form.fault()).contains(RejectionReason.KEY_CHECKSUM_WRONG);
    assertThat(form.brand()).contains("acme");
    assertThat(form.keyId()).isPresent();
  }

  @Test
  void inspect_aShapelessText_hasNoParts() {
    KeyForm form = KeyText.inspect(KEY + "x");

    assertThat(form.brand()).isEmpty();
    assertThat(form.apiTypeCode()).isEmpty();
    assertThat(form.environment()).isEmpty();
    assertThat(form.keyId()).isEmpty();
    assertThat(form.tail()).isEmpty();
    assertThat(form).hasToString("KeyForm[KEY_LENGTH_WRONG]");
  }

  @Property
  void inspect_anyKey_isWellFormed(
      @ForAll("words") String brand,
      @ForAll("words") String type,
      @ForAll("words") String environment,
      @ForAll long seed) {
    String prefix = KeyFormat.prefix(brand, type, environment);
    String text = new String(new KeyGenerator(VerifierLab.seeded(seed)).generate(prefix).text());

    KeyForm form = KeyText.inspect(text);

    assertThat(form.wellFormed()).isTrue();
    assertThat(form.brand()).contains(brand);
    assertThat(form.apiTypeCode()).contains(type);
    assertThat(form.environment()).contains(environment);
    assertThat(text).matches(KeyText.scannerPattern(brand));
  }

  @Property(tries = 5_000)
  void inspect_aKeyWithOneCharacterChanged_isNotWellFormed(
      @ForAll @IntRange(max = 67) int position, @ForAll char other) {
    String changed = KEY.substring(0, position) + other + KEY.substring(position + 1);

    assertThat(KeyText.inspect(changed).wellFormed()).isEqualTo(changed.equals(KEY));
  }

  @Property
  void inspect_aKeyWithTwoNeighboursSwapped_isNotWellFormed(
      @ForAll @IntRange(max = 66) int position) {
    String swapped =
        KEY.substring(0, position)
            + KEY.charAt(position + 1)
            + KEY.charAt(position)
            + KEY.substring(position + 2);

    assertThat(KeyText.inspect(swapped).wellFormed()).isEqualTo(swapped.equals(KEY));
  }

  @Property
  void inspect_anyText_givesAnOutcomeWithoutTheText(@ForAll String text) {
    KeyForm form = KeyText.inspect(text);

    assertThat(form.wellFormed()).isEqualTo(form.fault().isEmpty());
    assertThat(form.toString()).hasSizeLessThan(120);
  }

  @Test
  void toString_ofAForm_doesNotShowTheSecret() {
    assertThat(KeyText.inspect(KEY).toString())
        .doesNotContain(KEY.substring(29, 33))
        .contains(KEY.substring(13, 29), KEY.substring(KEY.length() - 5));
  }

  @Test
  void scannerPattern_isExact() {
    String pattern = KeyText.scannerPattern("acme");

    assertThat(pattern)
        .isEqualTo("\\bacme_[a-z][a-z0-9]{1,11}_[a-z][a-z0-9]{1,11}_[0-9A-Za-z]{55}\\b");
    assertThat("x-api-key: " + KEY + ",").containsPattern(pattern);
    assertThat(KEY + "A").doesNotContainPattern(pattern);
    assertThat("x" + KEY).doesNotContainPattern(pattern);
    assertThat("my_" + KEY).doesNotContainPattern(pattern);
    assertThat(KEY.replace("acme", "globex")).doesNotContainPattern(pattern);
  }

  @Test
  void scannerPattern_ofAnIllFormedBrand_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyText.scannerPattern("ac.*me"));
  }

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> first = Arbitraries.strings().withCharRange('a', 'z').ofLength(1);
    Arbitrary<String> rest =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(11);
    return Combinators.combine(first, rest).as(String::concat);
  }

  private static void assertFault(String text, RejectionReason expected) {
    assertThat(KeyText.inspect(text).fault()).as(text).contains(expected);
  }
}
