package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextTest {

  /** Everything that is escaped, what escapes are made of, and neighbours of both. */
  private static final String[] UNITS = {
    "\0",
    "\1",
    "\2",
    "\3",
    "\4",
    "\5",
    "\6",
    "\7",
    "\b",
    "\n",
    "a",
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
    "\ud83d\ude00",
    "\ue000",
    "\uffff",
    "\\"
  };

  @Test
  void text_ofEveryPairAndTriple_comesBackAndIsUnlikeAnyOther() {
    Set<String> forms = new HashSet<>();
    Set<String> texts = texts();
    for (String text : texts) {
      String form = StoredText.encode(text);
      assertThat(StoredText.decode(form)).isEqualTo(text);
      forms.add(form);
    }
    assertThat(forms).hasSameSizeAs(texts);
  }

  @Test
  void form_holdsNothingThatADatabaseOrADriverChanges() {
    for (String text : texts()) {
      String form = StoredText.encode(text);
      assertThat(form).doesNotContain("\0");
      byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(form);
    }
  }

  @Test
  void form_ofAPart_isFoundExactlyWhereThePartIs() {
    for (String whole : texts()) {
      for (String part : UNITS) {
        if (!splitsAPair(whole, part)) {
          assertThat(StoredText.encode(whole).contains(StoredText.encode(part)))
              .as("%s in %s", codes(part), codes(whole))
              .isEqualTo(whole.contains(part));
        }
      }
    }
  }

  /** Half of a character is no part of it: a search for such a half finds nothing. */
  private static boolean splitsAPair(String whole, String part) {
    return part.length() == 1
        && Character.isSurrogate(part.charAt(0))
        && whole.codePoints().noneMatch(c -> c == part.charAt(0));
  }

  @Test
  void form_ofControlCharacters_keepsTheirOrder() {
    for (String one : UNITS) {
      for (String other : UNITS) {
        if (one.charAt(0) < 'b' && other.charAt(0) < 'b') {
          assertThat(Integer.signum(StoredText.encode(one).compareTo(StoredText.encode(other))))
              .isEqualTo(Integer.signum(one.compareTo(other)));
        }
      }
    }
  }

  @Test
  void form_ofOrdinaryText_isTheTextItself() {
    String text = "Zo\u00eb's key\t\ud83d\udd11\n";

    assertThat(StoredText.encode(text)).isEqualTo(text);
    assertThat(StoredText.decode(text)).isSameAs(text);
  }

  @Test
  void form_isAtMostAsMuchLongerAsColumnsAllow() {
    for (String text : texts()) {
      assertThat(StoredText.encode(text).getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(text.length() * StoredText.GROWTH);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\1", "\1\2", "\1xx", "\1\6\2\2\2\2\2", "a\1\2"})
  void decode_ofABrokenForm_fails(String form) {
    assertThatThrownBy(() -> StoredText.decode(form)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void list_ofAnyTexts_comesBack() {
    List<String> texts = List.of("", "a", "a\nb", "\\", "\\n", "a\\\nb\\", "");

    assertThat(StoredText.split(StoredText.join(texts))).isEqualTo(texts);
    assertThat(StoredText.split(StoredText.join(List.of()))).isEmpty();
    assertThat(StoredText.split(StoredText.join(List.of("")))).containsExactly("");
  }

  @Test
  void map_ofAnyTexts_comesBack() {
    Map<String, String> map = Map.of("", "empty", "a\n", "b\\", "empty", "", "\\n", "\n");

    assertThat(StoredText.splitMap(StoredText.joinMap(map))).isEqualTo(new TreeMap<>(map));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no end", "odd\n", "a\\x\nb\n", "a\\\nb\n"})
  void map_ofBrokenLines_fails(String lines) {
    assertThatThrownBy(() -> StoredText.splitMap(lines))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String one : UNITS) {
      texts.add(one);
      for (String other : UNITS) {
        texts.add(one + other);
        for (String third : UNITS) {
          texts.add(one + other + third);
        }
      }
    }
    return new HashSet<>(texts);
  }

  private static String codes(String text) {
    return text.chars().mapToObj(Integer::toHexString).toList().toString();
  }
}
