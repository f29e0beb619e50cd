package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of a text that was presented as a key. Immutable; never holds the secret.
 *
 * <p>A text that has the shape of a key but a wrong checksum is not well-formed, and yet its parts
 * are there, to help whoever looks for the typing error. A text of any other shape has no parts.
 *
 * @since 1.0
 */
public final class KeyForm {

  private final @Nullable RejectionReason fault;
  private final @Nullable Parts parts;

  private KeyForm(@Nullable RejectionReason fault, @Nullable Parts parts) {
    this.fault = fault;
    this.parts = parts;
  }

  /** The form of a text without the shape of a key. */
  static KeyForm shapeless(RejectionReason fault) {
    return new KeyForm(fault, null);
  }

  /** The form of a text with the shape of a key, which a hasher holds. */
  static KeyForm of(@Nullable RejectionReason fault, Hasher shaped) {
    return new KeyForm(fault, Parts.of(shaped));
  }

  /**
   * Tells whether the text could be a key: right shape, right checksum.
   *
   * @return true if no fault was found
   */
  public boolean wellFormed() {
    return fault == null;
  }

  /**
   * What is wrong with the text.
   *
   * @return one of {@link RejectionReason#KEY_MISSING} to {@link
   *     RejectionReason#KEY_CHECKSUM_WRONG}, or empty if it is well-formed
   */
  public Optional<RejectionReason> fault() {
    return Optional.ofNullable(fault);
  }

  /**
   * Tells whether the text has the shape of a key and the checksum fits.
   *
   * @return false if the checksum does not fit, or the shape is wrong
   */
  public boolean checksumRight() {
    return fault == null;
  }

  /**
   * The brand.
   *
   * @return for example {@code acme}; empty if the text does not have the shape of a key
   */
  public Optional<String> brand() {
    return Optional.ofNullable(parts).map(Parts::brand);
  }

  /**
   * The code of the API type.
   *
   * @return for example {@code ci}; empty if the text does not have the shape of a key
   */
  public Optional<String> apiTypeCode() {
    return Optional.ofNullable(parts).map(Parts::apiTypeCode);
  }

  /**
   * The environment.
   *
   * @return for example {@code live}; empty if the text does not have the shape of a key
   */
  public Optional<String> environment() {
    return Optional.ofNullable(parts).map(Parts::environment);
  }

  /**
   * The public id.
   *
   * @return the id; empty if the text does not have the shape of a key
   */
  public Optional<KeyId> keyId() {
    return Optional.ofNullable(parts).map(Parts::keyId);
  }

  /**
   * The last characters, by which people tell keys apart.
   *
   * @return five characters; empty if the text does not have the shape of a key
   */
  public Optional<String> tail() {
    return Optional.ofNullable(parts).map(Parts::tail);
  }

  @Override
  public String toString() {
    String verdict = fault == null ? "well-formed" : fault.toString();
    return parts == null ? "KeyForm[" + verdict + "]" : "KeyForm[" + verdict + ", " + parts + "]";
  }

  private record Parts(
      String brand, String apiTypeCode, String environment, KeyId keyId, String tail) {

    static Parts of(Hasher shaped) {
      int body = shaped.length() - KeyFormat.BODY;
      String prefix = ascii(shaped, 0, body);
      int type = prefix.indexOf('_') + 1;
      int environment = prefix.indexOf('_', type) + 1;
      return new Parts(
          prefix.substring(0, type - 1),
          prefix.substring(type, environment - 1),
          prefix.substring(environment, body - 1),
          KeyId.of(ascii(shaped, body, KeyFormat.ID)),
          ascii(shaped, shaped.length() - KeyFormat.TAIL, KeyFormat.TAIL));
    }

    private static String ascii(Hasher shaped, int from, int count) {
      return new String(shaped.text(), from, count, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
      return brand + " " + apiTypeCode + " " + environment + " " + keyId + " ..." + tail;
    }
  }
}
