package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that rows are sealed with: one for writing, and others that are accepted in reading
 * until no row needs them any more. Kept outside the store: whoever has the store and one of these
 * keys can forge rows. Immutable and thread-safe; never prints a key.
 *
 * <p>To change the key, first give every process a ring that accepts the new one, then one that
 * writes with it, then call {@link Seals#reseal}, and take the old key out when {@link
 * SealStatus#requiredVersions()} no longer names it:
 *
 * <pre>{@code
 * SealKeys.of(1, first)                       // as before
 * SealKeys.of(1, first).accepting(2, second)  // everywhere, before anybody writes with it
 * SealKeys.of(2, second).accepting(1, first)  // everywhere, then seals().reseal(host, ...)
 * SealKeys.of(2, second)                      // when no row needs the first one
 * }</pre>
 *
 * @since 1.0
 */
public final class SealKeys {

  static final String ALGORITHM = "HmacSHA256";

  private static final int MIN_LENGTH = 32;
  private static final int MAX_VERSION = 999_999;

  private final int current;
  private final NavigableMap<Integer, SecretKey> keys;

  private SealKeys(int current, NavigableMap<Integer, SecretKey> keys) {
    this.current = current;
    this.keys = keys;
  }

  /**
   * A ring of one key, which rows are sealed with.
   *
   * @param version the number by which rows name the key, 1 to 999,999; never given to another key
   * @param key at least 32 random bytes, usable with HMAC-SHA-256 (RFC 2104)
   * @return the ring
   * @throws IllegalArgumentException if the version is out of range, or the key is too short or
   *     can't be used
   */
  public static SealKeys of(int version, SecretKey key) {
    return new SealKeys(version, new TreeMap<>()).with(version, key);
  }

  /**
   * The same ring with a further key, which rows may be sealed with already or still.
   *
   * @param version the number by which rows name the key
   * @param key see {@link #of}
   * @return the ring
   * @throws IllegalArgumentException if the ring has a key of this version, the version is out of
   *     range, or the key is too short or can't be used
   */
  public SealKeys accepting(int version, SecretKey key) {
    if (keys.containsKey(version)) {
      throw new IllegalArgumentException("the ring has a seal key of version " + version);
    }
    return with(version, key);
  }

  private SealKeys with(int version, SecretKey key) {
    Objects.requireNonNull(key, "key");
    if (version < 1 || version > MAX_VERSION) {
      throw new IllegalArgumentException("version must be 1 to " + MAX_VERSION + ": " + version);
    }
    requireLong(version, key);
    mac(version, key);
    NavigableMap<Integer, SecretKey> more = new TreeMap<>(keys);
    more.put(version, key);
    return new SealKeys(current, more);
  }

  /** A key that does not show its bytes is taken at its word. */
  private static void requireLong(int version, SecretKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      return;
    }
    int length = encoded.length;
    Arrays.fill(encoded, (byte) 0);
    if (length < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "seal key " + version + " has " + length + " bytes, less than " + MIN_LENGTH);
    }
  }

  @CanIgnoreReturnValue
  private static Mac mac(int version, SecretKey key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "seal key " + version + " can't be used with " + ALGORITHM, e);
    }
  }

  /**
   * Which key rows are sealed with.
   *
   * @return its version
   */
  public int currentVersion() {
    return current;
  }

  /**
   * Which keys the ring has.
   *
   * @return their versions, the current one included
   */
  public SortedSet<Integer> versions() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(keys.keySet()));
  }

  /** A MAC under one of the keys, fresh; null if the ring does not have the key. */
  @Nullable Mac mac(int version) {
    SecretKey key = keys.get(version);
    return key == null ? null : mac(version, key);
  }

  /** Names the versions, never a key. */
  @Override
  public String toString() {
    return "SealKeys[current " + current + ", versions " + keys.keySet() + "]";
  }
}
