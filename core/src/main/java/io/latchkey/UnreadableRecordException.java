package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * The store holds a record that can't be understood: damaged, or written by a newer version of the
 * library, or of an API type that this host does not define. Trying again does not help.
 *
 * @since 1.0
 */
public final class UnreadableRecordException extends LatchkeyException {

  private static final long serialVersionUID = 1L;

  /** Which record. */
  private final String recordId;

  UnreadableRecordException(String recordId, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.recordId = recordId;
  }

  /**
   * Which record can't be read.
   *
   * @return the id of a key, partner or account
   */
  public String recordId() {
    return recordId;
  }
}
