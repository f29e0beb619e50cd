package io.latchkey.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Links audit events into a hash chain.
 *
 * <p>The hash of an event is SHA-256 (FIPS 180-4) over, in this order: the byte 1 (the version of
 * this form), then as UTF-8 text preceded by its length in bytes (four bytes, big-endian) the
 * chain, the sequence in decimal, the instant in milliseconds since 1970-01-01T00:00:00Z in
 * decimal, actor kind, actor id, type, subject kind, subject id, the number of details in decimal,
 * each detail's name and value in rising order of name (by UTF-16 code unit), and the previous hash
 * in lower-case hexadecimal. The length prefixes keep two different events from having one form.
 *
 * <p>A store calls {@link #link} when it holds the chain's lock; it adds nothing of its own.
 *
 * @since 1.0
 */
public final class AuditChain {

  /** The name of the host's own chain; no account id starts with this character. */
  public static final String HOST = "$host";

  /** Stands for the hash before the first event. */
  public static final String GENESIS = "0".repeat(64);

  private static final byte FORM = 1;

  private AuditChain() {}

  /**
   * Gives an event its place behind a head.
   *
   * @param head the newest event of the chain
   * @param draft the event
   * @return the event as the chain's new newest
   */
  public static AuditEvent link(ChainHead head, EventDraft draft) {
    long sequence = head.sequence() + 1;
    String hash = hash(head.chain(), sequence, draft, head.hash());
    return new AuditEvent(head.chain(), sequence, draft, head.hash(), hash);
  }

  /**
   * The head that an event makes.
   *
   * @param event the newest event of its chain
   * @return its number and hash
   */
  public static ChainHead headAt(AuditEvent event) {
    return new ChainHead(event.chain(), event.sequence(), event.hash());
  }

  /**
   * Computes the hash of an event.
   *
   * @param chain the chain's name
   * @param sequence the place in the chain
   * @param draft what happened
   * @param previousHash the hash of the event before
   * @return 64 lower-case hexadecimal digits
   */
  public static String hash(String chain, long sequence, EventDraft draft, String previousHash) {
    MessageDigest sha256 = sha256();
    sha256.update(FORM);
    text(sha256, chain);
    text(sha256, Long.toString(sequence));
    text(sha256, Long.toString(draft.at().toEpochMilli()));
    text(sha256, draft.actorKind());
    text(sha256, draft.actorId());
    text(sha256, draft.type());
    text(sha256, draft.subjectKind());
    text(sha256, draft.subjectId());
    text(sha256, Integer.toString(draft.details().size()));
    draft
        .details()
        .forEach(
            (name, value) -> {
              text(sha256, name);
              text(sha256, value);
            });
    text(sha256, previousHash);
    return HexFormat.of().formatHex(sha256.digest());
  }

  static void checkHash(String hash) {
    if (hash.length() != 64
        || !hash.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("hash must be 64 lower-case hexadecimal digits");
    }
  }

  private static void text(MessageDigest sha256, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int shift = 24; shift >= 0; shift -= 8) {
      sha256.update((byte) (bytes.length >>> shift));
    }
    sha256.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
