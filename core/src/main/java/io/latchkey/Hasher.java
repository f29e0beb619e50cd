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

  /** Room for the longest key, in whole longs. */
  private static final int LONGEST_KEY = 96;

  /**
   * How many texts are suspected after one that was faulty. Looking costs a quarter of what it
   * spares, so it pays while one text in four is faulty.
   */
  private static final int SUSPECTED = 4;

  /** Stands for a character that is not ASCII; no key and no header has it. */
  private static final byte FOREIGN = (byte) 0xFF;

  /** Of a hasher that belongs to no pool. */
  static final int NO_SLOT = -1;

  private final int slot;
  private final MessageDigest sha256 = sha256();
  private final CRC32 crc = new CRC32();
  private final byte[] text = new byte[CAPACITY];
  private final byte[] digest = new byte[KeyDigest.LENGTH];
  private int length;

  /** How many more texts with a known id are looked at before they are hashed. */
  private int suspicion;

  /** How much of {@link #text} may have been written since it was wiped. */
  private int written;

  Hasher() {
    this(NO_SLOT);
  }

  /** Makes one that stands in a slot of a pool. */
  Hasher(int slot) {
    this.slot = slot;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256, which all must have", e);
    }
  }

  /** Where it stands in its pool. */
  int slot() {
    return slot;
  }

  /** The scratch itself, to read: the text stands at its start. */
  byte[] text() {
    return text;
  }

  /** The scratch itself, to write anywhere in it. */
  byte[] room() {
    written = CAPACITY;
    return text;
  }

  int length() {
    return length;
  }

  /** Says how much of what was written is the text. */
  void length(int count) {
    length = count;
  }

  CRC32 crc() {
    return crc;
  }

  /**
   * Copies a text that may be a key; whatever is not ASCII stays negative, as no character of a key
   * is.
   *
   * @return false if a character does not fit into a byte, in which case the copy must not be used:
   *     it has the low bytes alone, and a full-width digit, whose low byte is that of another
   *     character, must not pass for it
   */
  @SuppressWarnings("deprecation") // It drops high bytes; see fitsIntoBytes.
  boolean read(String presented) {
    length = presented.length();
    written = length;
    presented.getBytes(0, length, text, 0);
    return fitsIntoBytes(presented);
  }

  /**
   * Looks at each character. A string that the JVM keeps as bytes has none that is wide, and its
   * compiler knows: what is left of the loop is the question how the string is kept.
   */
  private static boolean fitsIntoBytes(String presented) {
    for (int i = 0; i < presented.length(); i++) {
      if (presented.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether a byte of the text is none of ASCII. */
  boolean isForeign() {
    long bits = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      // Behind the text there are zeros.
      bits |= Longs.at(text, i);
    }
    return (bits & 0x8080808080808080L) != 0;
  }

  /**
   * Copies bytes that may be a key; whatever is not ASCII stays negative, as no character of a key
   * is.
   */
  void read(byte[] presented) {
    length = presented.length;
    written = length;
    System.arraycopy(presented, 0, text, 0, length);
  }

  /** Appends a character as it is if it is ASCII, else a byte that no key has. */
  void append(char c) {
    written = CAPACITY;
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

  /** Has the form of the next texts looked at first; outlives {@link #wipe()}. */
  void suspect() {
    suspicion = SUSPECTED;
  }

  /** A text was looked at, and its form was right. */
  void suspectLess() {
    suspicion--;
  }

  boolean isSuspect() {
    return suspicion > 0;
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
    if (written > LONGEST_KEY) {
      Arrays.fill(text, (byte) 0);
    }
    // Of constant length, which compiles to a few stores.
    for (int i = 0; i < LONGEST_KEY; i += Long.BYTES) {
      Longs.put(text, i, 0);
    }
    for (int i = 0; i < KeyDigest.LENGTH; i += Long.BYTES) {
      Longs.put(digest, i, 0);
    }
    length = 0;
    written = 0;
  }
}
