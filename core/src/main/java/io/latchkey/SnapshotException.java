package io.latchkey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot was not opened, or not taken over; what was open before goes on answering. {@link
 * #reason()} says why, {@link #nextStep()} what to do.
 *
 * @since 1.0
 */
public final class SnapshotException extends LatchkeyException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  private final Reason reason;

  SnapshotException(Reason reason, String message) {
    this(reason, message, null);
  }

  SnapshotException(Reason reason, String message, @Nullable Throwable cause) {
    super(message + ". " + reason.nextStep(), cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /**
   * Why the snapshot was refused.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * What to do next, in a sentence for a person.
   *
   * @return the sentence
   */
  public String nextStep() {
    return reason.nextStep();
  }

  /**
   * Why a snapshot was refused. May grow.
   *
   * @since 1.0
   */
  public enum Reason {
    /** The file can't be read. */
    UNREADABLE("Check that the file exists and that this process may read it."),
    /** The file is no snapshot, or one that breaks its own form. */
    MALFORMED("Check that the right file was copied, as binary; then fetch the snapshot anew."),
    /** The format is newer than this library. */
    UNSUPPORTED_VERSION("Update the library here, or export with the version that runs here."),
    /** The file ends before the snapshot does. */
    TRUNCATED("Fetch the snapshot anew, to another name, and rename it when it is complete."),
    /** It is signed with a key that is not trusted here. */
    UNKNOWN_SIGNING_KEY(
        "If the host has a new signing key, trust its public key here; otherwise find out who made"
            + " the file."),
    /** The signature is not right: it was not made by the host, or was changed since. */
    WRONG_SIGNATURE(
        "Fetch the snapshot anew from the host; if it fails again, find out who made it."),
    /** The signature is right, and a part of the file is not what was signed. */
    DAMAGED("Fetch the snapshot anew, to another name, and rename it when it is complete."),
    /** An older state of the host's store than this verifier has seen. */
    OLDER_THAN_SEEN("Fetch the newest snapshot; an older one would bring back what was revoked."),
    /** Another history of the host's store: it was restored, or it is another store. */
    OTHER_EPOCH("If the host says that its store was restored, accept the new epoch by name."),
    /** Made for others than expected here. */
    WRONG_SCOPE("Fetch the snapshot that was exported for this verifier's scope."),
    /** Older than the bound on age allows. */
    TOO_OLD("Fetch a newer snapshot, and see that fetching it keeps pace with the bound."),
    /** Made later than the clock here says it is. */
    FROM_THE_FUTURE("Set the clocks of this machine and of the host; one of them is wrong."),
    /** The file that remembers what was seen can't be read or written. */
    STATE_FILE_FAILED(
        "Repair or restore the state file; removing it forgets which snapshots were seen.");

    private final String nextStep;

    Reason(String nextStep) {
      this.nextStep = nextStep;
    }

    /**
     * What to do next.
     *
     * @return a sentence for a person
     */
    public String nextStep() {
      return nextStep;
    }
  }
}
