package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * Reads the key out of the value of an HTTP {@code Authorization} header, into the scratch of a
 * hasher. Allocates nothing, never throws, and looks at no character of a value that is too long.
 *
 * <p>Spaces and tabs around the value are no part of it (RFC 9110, section 5.5). Base64 is that of
 * RFC 4648, section 4, to the letter: padded (section 3.2, since RFC 7617 does not say otherwise),
 * nothing outside the alphabet (3.3), unused bits zero (3.5). A lenient decoder would accept
 * several headers for one key; this one says what is wrong instead.
 */
final class AuthorizationHeader {

  /**
   * A right header has 134 characters at most; the rest is room to recognise what was done wrong.
   */
  static final int MAX_LENGTH = 256;

  private static final String BASIC = "basic";
  private static final String BEARER = "bearer";

  private AuthorizationHeader() {}

  /**
   * Reads a value; gives its fault, or null if the hasher now holds what was presented as a key.
   */
  static @Nullable RejectionReason read(String value, Hasher into) {
    if (value.length() > MAX_LENGTH) {
      return RejectionReason.HEADER_TOO_LONG;
    }
    int start = 0;
    int end = value.length();
    while (start < end && isSpaceOrTab(value.charAt(start))) {
      start++;
    }
    while (end > start && isSpaceOrTab(value.charAt(end - 1))) {
      end--;
    }
    return start == end ? RejectionReason.HEADER_MISSING : readTrimmed(value, start, end, into);
  }

  private static @Nullable RejectionReason readTrimmed(
      String value, int start, int end, Hasher into) {
    int schemeEnd = start;
    while (schemeEnd < end && value.charAt(schemeEnd) != ' ') {
      schemeEnd++;
    }
    int credential = schemeEnd;
    while (credential < end && value.charAt(credential) == ' ') {
      credential++;
    }
    boolean basic = isScheme(BASIC, value, start, schemeEnd);
    if (!basic && !isScheme(BEARER, value, start, schemeEnd)) {
      return RejectionReason.HEADER_SCHEME_UNKNOWN;
    }
    if (credential == end) {
      return RejectionReason.HEADER_CREDENTIAL_MISSING;
    }
    return basic
        ? readBasic(value, credential, end, into)
        : readBearer(value, credential, end, into);
  }

  private static @Nullable RejectionReason readBearer(String value, int from, int to, Hasher into) {
    if (to - from > KeyFormat.MAX_READ) {
      return RejectionReason.KEY_LENGTH_WRONG;
    }
    for (int i = from; i < to; i++) {
      into.append(value.charAt(i));
    }
    return null;
  }

  private static @Nullable RejectionReason readBasic(String value, int from, int to, Hasher into) {
    boolean colonBehind = value.charAt(to - 1) == ':';
    int count = Base64Text.decode(value, from, colonBehind ? to - 1 : to, into.room());
    if (count < 0) {
      return RejectionReason.BASIC_NOT_BASE64;
    }
    return colonBehind ? RejectionReason.BASIC_COLON_OUTSIDE : splitUserAndPassword(into, count);
  }

  private static @Nullable RejectionReason splitUserAndPassword(Hasher decoded, int count) {
    int colon = 0;
    while (colon < count && decoded.text()[colon] != ':') {
      colon++;
    }
    if (colon == count) {
      return RejectionReason.BASIC_COLON_MISSING;
    }
    boolean password = colon < count - 1;
    if (colon == 0) {
      return password ? RejectionReason.BASIC_KEY_AS_PASSWORD : RejectionReason.KEY_MISSING;
    }
    if (password) {
      return RejectionReason.BASIC_PASSWORD_PRESENT;
    }
    decoded.length(colon);
    return null;
  }

  /** Compares letters of ASCII alone: the general rules find a long s in "baſic". */
  private static boolean isScheme(String scheme, String value, int from, int to) {
    if (to - from != scheme.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if ((value.charAt(i) | 0x20) != scheme.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpaceOrTab(char c) {
    return c == ' ' || c == '\t';
  }
}
