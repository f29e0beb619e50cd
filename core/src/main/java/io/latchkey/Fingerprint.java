package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two requests are the same, without keeping what they say. */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * SHA-256 over the parts, each preceded by its length, so that no two lists of parts share a
   * form.
   */
  static String of(List<String> parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(NewKey request) {
    List<String> parts = new ArrayList<>();
    parts.add(request.apiType().name());
    parts.add(request.partner().value());
    parts.add(request.description());
    parts.add(request.term().toString());
    parts.add(request.environment().orElse(""));
    request.labels().forEach((name, value) -> parts.addAll(List.of(name, value)));
    return of(parts);
  }

  static String of(Replacement request) {
    return of(
        List.of(
            request.original().value(),
            Boolean.toString(request.revokesAtOnce()),
            request.overlap().map(Object::toString).orElse(""),
            request.description().map(text -> "=" + text).orElse(""),
            request.term().toString()));
  }
}
