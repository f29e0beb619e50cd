package io.latchkey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check of an audit trail found. Immutable.
 *
 * <p>Anybody with an export can make one:
 *
 * <pre>{@code
 * AuditCheck check = AuditCheck.of(reader).keptHead(head).check();
 * }</pre>
 *
 * @since 1.0
 */
public final class AuditCheck {

  private final long events;
  private final @Nullable AuditHead head;
  private final @Nullable Fault fault;
  private final boolean keptHeadMatched;
  private final SignatureState signature;

  AuditCheck(
      long events,
      @Nullable AuditHead head,
      @Nullable Fault fault,
      boolean keptHeadMatched,
      SignatureState signature) {
    this.events = events;
    this.head = head;
    this.fault = fault;
    this.keptHeadMatched = keptHeadMatched;
    this.signature = signature;
  }

  /**
   * Starts a check of an export.
   *
   * @param export the JSON lines
   * @return the check to be made
   */
  public static Request of(Reader export) {
    return new Request(export);
  }

  /**
   * Tells whether nothing wrong was found.
   *
   * @return true if every link holds, the head is there, and a head kept or a signature asked for
   *     fits
   */
  public boolean intact() {
    return fault == null;
  }

  /**
   * Tells whether the history is shown to be what somebody outside the store vouches for: up to the
   * event that a kept head names, or as a whole if the head is signed.
   *
   * @return true if {@link #intact} and a kept head matched or a signature was verified; otherwise
   *     the chain only agrees with itself
   */
  public boolean proven() {
    return intact() && (keptHeadMatched || signature == SignatureState.VERIFIED);
  }

  /**
   * The first thing that is wrong.
   *
   * @return the fault, or empty if {@link #intact}
   */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /**
   * How many events were read before the end or the first fault.
   *
   * @return zero or more
   */
  public long events() {
    return events;
  }

  /**
   * The head that the trail ends with.
   *
   * @return the head, or empty if none was reached
   */
  public Optional<AuditHead> head() {
    return Optional.ofNullable(head);
  }

  /**
   * What is known of the signature.
   *
   * @return the state
   */
  public SignatureState signature() {
    return signature;
  }

  @Override
  public String toString() {
    return fault == null
        ? "AuditCheck[intact"
            + (proven() ? ", proven" : "")
            + ", "
            + events
            + " events, "
            + head
            + "]"
        : "AuditCheck[broken, " + fault + "]";
  }

  /**
   * Where a trail breaks and how.
   *
   * @param sequence the number of the event with the first broken link, as far as it can be told:
   *     the one expected at that place
   * @param what what is wrong, for a person
   * @since 1.0
   */
  public record Fault(long sequence, String what) {}

  /**
   * What a check says of the signature. Frozen.
   *
   * @since 1.0
   */
  public enum SignatureState {
    /** The head is not signed. */
    ABSENT,
    /** The head is signed and no public key was given to the check. */
    NOT_CHECKED,
    /** The signature is right. */
    VERIFIED,
    /** The signature is wrong. */
    WRONG
  }

  /**
   * A check to be made. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Request {

    private final Reader export;
    private @Nullable AuditHead kept;
    private @Nullable PublicKey publicKey;

    private Request(Reader export) {
      this.export = Objects.requireNonNull(export, "export");
    }

    /**
     * Gives a head that the checker kept from an earlier export: the trail must have that very
     * event at that number. What came after it is only as good as the chain itself; the head of an
     * empty trail proves nothing.
     *
     * @param head the head kept
     * @return this request
     */
    public Request keptHead(AuditHead head) {
      kept = Objects.requireNonNull(head, "head");
      return this;
    }

    /**
     * Demands that the head is signed with the host's key.
     *
     * @param hostKey the host's Ed25519 public key
     * @return this request
     */
    public Request signedBy(PublicKey hostKey) {
      publicKey = Objects.requireNonNull(hostKey, "hostKey");
      return this;
    }

    /**
     * Reads the export and checks it. Any content gives an outcome.
     *
     * @return what was found
     * @throws IOException if the reader fails
     */
    public AuditCheck check() throws IOException {
      ChainChecker checker = new ChainChecker(kept, publicKey);
      BufferedReader lines = new BufferedReader(export);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !AuditLines.feed(checker, line)) {
          break;
        }
      }
      return checker.result();
    }
  }
}
