package io.latchkey.contract;

import java.util.stream.Stream;

/** Pairs of texts that some collation, trimming or narrowing takes for one. */
enum LookAlikes {
  CASE("Key-a", "key-a"),
  TRAILING_SPACE("key", "key "),
  LEADING_SPACE("key", " key"),
  TRAILING_TAB("key", "key\t"),
  ACCENT("cafe", "caf\u00e9"),
  COMPOSITION("caf\u00e9", "cafe\u0301"),
  NUL("key", "key\0"),
  NUL_AND_MORE("key\0a", "key\0b"),
  FULL_WIDTH_DIGIT("key1", "key\uff11"),
  HIGH_BYTE_DROPPED("keyA", "key\u0141"),
  SHARP_S("strasse", "stra\u00dfe"),
  DOTLESS_I("id", "\u0131d"),
  DOTTED_CAPITAL_I("ID", "\u0130D"),
  FINAL_SIGMA("\u03c3", "\u03c2"),
  LIGATURE("fi", "\ufb01"),
  ZERO_WIDTH_SPACE("key", "ke\u200by"),
  SOFT_HYPHEN("key", "k\u00adey"),
  CYRILLIC("key-a", "key-\u0430"),
  EMOJI("\ud83d\ude00", "\ud83d\ude01"),
  ASTRAL("\ud835\udc00", "A"),
  WILDCARDS("key_1", "key%1"),
  BACKSLASH("key\\1", "key\\\\1"),
  QUOTE("key'1", "key''1"),
  LENGTH("a".repeat(63), "a".repeat(64)),
  LAST_OF_64("a".repeat(63) + "b", "a".repeat(63) + "c");

  private final String one;
  private final String other;

  LookAlikes(String one, String other) {
    this.one = one;
    this.other = other;
  }

  String one() {
    return one;
  }

  String other() {
    return other;
  }

  /** Texts that get lost or changed where something interprets them. */
  static Stream<String> texts() {
    return Stream.of(
        "plain",
        " leading and trailing ",
        "tab\tnew line\ncarriage return\r\nend",
        "it's \"quoted\" `back-quoted`; DROP TABLE keys; --",
        "100 % of_all \\ back\\\\slash",
        "{\"json\":[1,2]} <b>&amp;</b> ${home} #{x} ?1 :name $1",
        "null",
        "\u0001 control \u007f characters \u0085\u2028",
        "Zo\u00eb na\u00efve \u00c5ngstr\u00f6m stra\u00dfe \u0130stanbul",
        "cafe\u0301 caf\u00e9",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "\u6f22\u5b57\u3000\uff11\uff12\uff13",
        "\ud83d\udd11 keys \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud835\udc00"
            + " \ud83c\uddea\ud83c\uddfa",
        "\ufeffbyte order mark",
        "\ud83d\ude00".repeat(127) + "x",
        "\u20ac".repeat(255));
  }
}
