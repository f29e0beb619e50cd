package io.latchkey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with the form of a text. Never needed to accept a key: its digest and its
 * record's prefix prove the form. Allocates nothing. Thread-safe.
 */
final class KeyFaults {

  private final Words brands;
  private final Words typeCodes;
  private final Words environments;

  private KeyFaults(Words brands, Words typeCodes, Words environments) {
    this.brands = brands;
    this.typeCodes = typeCodes;
    this.environments = environments;
  }

  /** Knows no brand, API type or environment in particular. */
  static KeyFaults anyHost() {
    return new KeyFaults(Words.any(), Words.any(), Words.any());
  }

  /** Knows what a host has. */
  static KeyFaults of(VerifierSettings settings) {
    List<String> codes = settings.typesByName().values().stream().map(ApiType::code).toList();
    return new KeyFaults(
        Words.of(settings.brands()), Words.of(codes), Words.of(settings.environments()));
  }

  /** The first fault of a text, or null if it is well-formed. */
  @Nullable RejectionReason find(Hasher presented) {
    RejectionReason fault = findInHead(presented);
    return fault == null ? findInBody(presented) : fault;
  }

  /** The first fault of what surrounds a text, of its length or of its prefix. */
  @Nullable RejectionReason findInHead(Hasher presented) {
    byte[] text = presented.text();
    int length = presented.length();
    int bare = bareLength(text, length);
    if (bare == 0) {
      return RejectionReason.KEY_MISSING;
    }
    if (!KeyFormat.isLength(bare)) {
      return RejectionReason.KEY_LENGTH_WRONG;
    }
    if (bare < length) {
      return RejectionReason.KEY_SURROUNDED;
    }
    int prefix = prefixLength(text, length);
    if (prefix < 0) {
      return RejectionReason.KEY_PREFIX_WRONG;
    }
    return length - prefix == KeyFormat.BODY ? null : RejectionReason.KEY_LENGTH_WRONG;
  }

  /** The first fault of the body of a text that has the length of a key. */
  static @Nullable RejectionReason findInBody(Hasher presented) {
    byte[] text = presented.text();
    int length = presented.length();
    for (int i = length - KeyFormat.BODY; i < length; i++) {
      if (!Base62.isDigit(text[i])) {
        return RejectionReason.KEY_CHARACTER_WRONG;
      }
    }
    return KeyChecksum.isRight(presented.crc(), text, length)
        ? null
        : RejectionReason.KEY_CHECKSUM_WRONG;
  }

  private static int bareLength(byte[] text, int length) {
    int from = 0;
    int to = length;
    while (from < to && Surroundings.contains(text[from])) {
      from++;
    }
    while (to > from && Surroundings.contains(text[to - 1])) {
      to--;
    }
    return to - from;
  }

  /** The length of a known prefix, its last underscore included; negative if there is none. */
  private int prefixLength(byte[] text, int length) {
    int type = behind(brands, text, 0, length);
    int environment = behind(typeCodes, text, type, length);
    return behind(environments, text, environment, length);
  }

  private static int behind(Words words, byte[] text, int from, int length) {
    if (from < 0) {
      return from;
    }
    int to = from;
    while (to < length && text[to] != '_') {
      to++;
    }
    return to < length && words.contain(text, from, to) ? to + 1 : -1;
  }
}
