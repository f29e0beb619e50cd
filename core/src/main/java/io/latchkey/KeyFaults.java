package io.latchkey;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with the form of a text. Never needed to accept a key: its digest and its
 * record's prefix prove the form. Allocates nothing. Thread-safe.
 */
final class KeyFaults {

  /** So many prefixes are tried one by one before a text is taken apart. */
  private static final int MAX_KNOWN = 16;

  private final Words brands;
  private final Words typeCodes;
  private final Words environments;

  /** The first of the prefixes that these words make; a short cut, nothing more. */
  private final List<KeyPrefix> known;

  private KeyFaults(Words brands, Words typeCodes, Words environments, List<KeyPrefix> known) {
    this.known = known;
    this.brands = brands;
    this.typeCodes = typeCodes;
    this.environments = environments;
  }

  /** Knows no brand, API type or environment in particular. */
  static KeyFaults anyHost() {
    return new KeyFaults(Words.any(), Words.any(), Words.any(), List.of());
  }

  /** Knows what a host has. */
  static KeyFaults of(VerifierSettings settings) {
    List<String> codes = settings.typesByName().values().stream().map(ApiType::code).toList();
    return new KeyFaults(
        Words.of(settings.brands()),
        Words.of(codes),
        Words.of(settings.environments()),
        known(settings, codes));
  }

  private static List<KeyPrefix> known(VerifierSettings settings, List<String> codes) {
    List<KeyPrefix> known = new ArrayList<>();
    for (String brand : settings.brands()) {
      for (String code : codes) {
        for (String environment : settings.environments()) {
          known.add(new KeyPrefix(brand, code, environment, settings));
        }
      }
    }
    return List.copyOf(known.subList(0, Math.min(known.size(), MAX_KNOWN)));
  }

  /** The first fault of a text, or null if it is well-formed. */
  @Nullable RejectionReason find(Hasher presented) {
    KeyPrefix prefix = knownPrefix(presented);
    if (prefix != null && !endsInSurroundings(presented)) {
      return findInBody(presented, prefix);
    }
    RejectionReason fault = findInHead(presented);
    return fault == null ? findInBody(presented, null) : fault;
  }

  private @Nullable KeyPrefix knownPrefix(Hasher presented) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).isOf(presented)) {
        return known.get(i);
      }
    }
    return null;
  }

  private static boolean endsInSurroundings(Hasher presented) {
    return Surroundings.contains(presented.text()[presented.length() - 1]);
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

  /**
   * The first fault of the body of a text that has the length of a key.
   *
   * @param prefix the text's prefix if that is known
   */
  @Nullable RejectionReason findInBody(Hasher presented, @Nullable KeyPrefix prefix) {
    byte[] text = presented.text();
    int length = presented.length();
    if (!isOfDigits(text, length - KeyFormat.BODY, length)) {
      return RejectionReason.KEY_CHARACTER_WRONG;
    }
    boolean right =
        prefix == null
            ? KeyChecksum.isRight(presented.crc(), text, length)
            : ChecksumTables.isRight(text, length, prefix.sum());
    return right ? null : RejectionReason.KEY_CHECKSUM_WRONG;
  }

  /** Looks at eight bytes at once; the last eight may overlap those before them. */
  private static boolean isOfDigits(byte[] text, int from, int to) {
    long digits = Base62.digits(Longs.littleEndianAt(text, to - Long.BYTES));
    for (int i = from; i <= to - Long.BYTES; i += Long.BYTES) {
      digits &= Base62.digits(Longs.littleEndianAt(text, i));
    }
    return Base62.areAll(digits);
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
