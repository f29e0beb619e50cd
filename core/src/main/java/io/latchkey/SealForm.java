package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes that a seal is computed over: a version of the form, what it is about, the version of
 * the seal key, and then each value preceded by its length or by whether it is there. So no two
 * different rows have one form, and no row has the form of something else. Text stands as UTF-16
 * code units, so that no two texts are alike either. Reused; not thread-safe.
 */
final class SealForm {

  private static final byte FORM = 1;

  private byte[] bytes = new byte[1_024];
  private int length;

  /** What a MAC is about; the numbers never change. */
  enum Subject {
    KEY(1),
    PARTNER(2),
    ACCOUNT(3),
    KEY_DETAILS(4),
    PARTNER_DOCUMENT(5),
    CHAIN_ELEMENT(6),
    CHAIN_SUM(7),
    CHAIN_MASK(8),
    STAGED_KEY(9);

    private final byte code;

    Subject(int code) {
      this.code = (byte) code;
    }
  }

  @CanIgnoreReturnValue
  SealForm start(Subject subject, int keyVersion) {
    length = 0;
    room(2);
    bytes[length++] = FORM;
    bytes[length++] = subject.code;
    return number(keyVersion);
  }

  @CanIgnoreReturnValue
  SealForm number(long value) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  @CanIgnoreReturnValue
  SealForm text(String text) {
    number(text.length());
    room(2 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[length++] = (byte) (c >>> 8);
      bytes[length++] = (byte) c;
    }
    return this;
  }

  @CanIgnoreReturnValue
  SealForm bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  @CanIgnoreReturnValue
  SealForm instant(Instant instant) {
    return number(instant.getEpochSecond()).number(instant.getNano());
  }

  @CanIgnoreReturnValue
  SealForm optionalText(Optional<String> text) {
    presence(text);
    text.ifPresent(this::text);
    return this;
  }

  @CanIgnoreReturnValue
  SealForm optionalInstant(Optional<Instant> instant) {
    presence(instant);
    instant.ifPresent(this::instant);
    return this;
  }

  @CanIgnoreReturnValue
  SealForm optionalDuration(Optional<Duration> duration) {
    presence(duration);
    duration.ifPresent(value -> number(value.getSeconds()).number(value.getNano()));
    return this;
  }

  private void presence(Optional<?> value) {
    number(value.isPresent() ? 1 : 0);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  byte[] buffer() {
    return bytes;
  }

  int length() {
    return length;
  }
}
