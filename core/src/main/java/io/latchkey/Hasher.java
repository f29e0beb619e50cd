package io.latchkey;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A scratch copy of the text of one key, and what is needed to hash it. Reused, for one thread at a
 * time; everything in it is overwritten by {@link #wipe()}.
 */
final class Hasher {

  /** Room for whatever the longest {@code Authorization} header that is read can hold in Base64. */
  static final int CAPACITY = AuthorizationHeader.MAX_LENGTH * 3 / 4;

  /** Stands for a character that is not ASCII; no key and no header has it. */
  private static final byte FOREIGN = (byte) 0xFF;

  private final MessageDigest sha256 = sha256();
  private final CRC32 crc = new CRC32();
  private final byte[] text = new byte[CAPACITY];
  private final byte[] digest = new byte[KeyDigest.LENGTH];
  private int length;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256, which all must have", e);
    }
  }

  /** The scratch itself: the text stands at its start. */
  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /** Says how much of {@link #text()} was written. */
  void length(int written) {
    length = written;
  }

  CRC32 crc() {
    return crc;
  }

  /**
   * Copies a text that may be a key.
   *
   * @return false if a character is not ASCII, in which case the copy must not be used: looking
   *     before narrowing is what keeps a full-width digit, whose low byte is that of another
   *     character, from passing for it
   */
  boolean read(String presented) {
    int count = presented.length();
    length = count;
    for (int i = 0; i < count; i++) {
      char c = presented.charAt(i);
      if (c >= 128) {
        return false;
      }
      text[i] = (byte) c;
    }
    return true;
  }

  /**
   * Copies bytes that may be a key; whatever is not ASCII stays negative, as no character of a key
   * is.
   */
  void read(byte[] presented) {
    length = presented.length;
    System.arraycopy(presented, 0, text, 0, length);
  }

  /** Appends a character as it is if it is ASCII, else a byte that no key has. */
  void append(char c) {
    text[length++] = c < 128 ? (byte) c : FOREIGN;
  }

  /**
   * Copies a text only to say what is wrong with it: white space and quotes of any script become
   * ASCII ones, and other characters that are not ASCII a byte that no key has. Such a copy is
   * never looked up.
   */
  void readForNaming(String refused) {
    length = 0;
    for (int i = 0; i < refused.length(); i++) {
      append(Surroundings.fold(refused.charAt(i)));
    }
  }

  /** The first half of the id, as the index has it. */
  long idHigh() {
    return Longs.at(text, length - KeyFormat.BODY);
  }

  /** The second half of the id. */
  long idLow() {
    return Longs.at(text, length - KeyFormat.BODY + Long.BYTES);
  }

  /** Hashes the body; the text has at least its length. */
  void hash() {
    try {
      sha256.update(text, length - KeyFormat.BODY, KeyFormat.BODY);
      sha256.digest(digest, 0, KeyDigest.LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not give 32 bytes", e);
    } finally {
      // A MessageDigest keeps its last block, the body itself, until it is reset.
      sha256.reset();
    }
  }

  /** Eight bytes of the digest that {@link #hash()} made. */
  long digestAt(int index) {
    return Longs.at(digest, index * Long.BYTES);
  }

  byte[] digestCopy() {
    return digest.clone();
  }

  /** Overwrites everything that depends on a key. */
  void wipe() {
    Arrays.fill(text, (byte) 0);
    Arrays.fill(digest, (byte) 0);
    length = 0;
  }
}
