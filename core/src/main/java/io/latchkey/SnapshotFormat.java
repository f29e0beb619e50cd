package io.latchkey;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The measures and codes of a snapshot; the table is in {@link Snapshots}. */
final class SnapshotFormat {

  /** {@code LKSNAP\r\n}: what a transfer as text damages first. */
  static final long MAGIC = 0x4C4B534E41500D0AL;

  static final int VERSION = 1;

  /** Magic, version and length: what has to be read to know how much to read. */
  static final int START = 8 + 2 + 4;

  /** Longer than any header that can be written; a length beyond it is not worth reading. */
  static final int MAX_HEADER = 1 << 17;

  static final int HASH = 32;

  /** Longs of the record of a key. */
  static final int RECORD_LONGS = 9;

  static final int RECORD = RECORD_LONGS * Long.BYTES;

  /** Records of a page, but for the last one. */
  static final int PAGE_KEYS = 256;

  /** The first id and the hash of a page. */
  static final int DIRECTORY_ENTRY = KeyFormat.ID + HASH;

  /** Where things stand in a record, counted in longs. */
  static final int AT_DIGEST = 2;

  static final int AT_END = 6;
  static final int AT_OWNERS = 7;
  static final int AT_KIND = 8;

  /** Whether the keys of an account or partner may be used; whatever else there is, is closed. */
  static final int CLOSED = 0;

  static final int OPEN = 1;
  static final int SEAL_BROKEN = 2;

  private static final int UNREADABLE = 255;

  /** By their code; null is the reason not to refuse. */
  private static final List<RejectionReason> LIVE_AND_ENDED =
      List.of(
          RejectionReason.KEY_PENDING,
          RejectionReason.KEY_DISABLED,
          RejectionReason.KEY_REVOKED,
          RejectionReason.KEY_ABANDONED,
          RejectionReason.KEY_REPLACED,
          RejectionReason.KEY_EXPIRED);

  private SnapshotFormat() {}

  /** The code of a state, named by why it refuses a key; null for active. */
  static int code(@Nullable RejectionReason refusal) {
    if (refusal == null) {
      return 0;
    }
    int index = LIVE_AND_ENDED.indexOf(refusal);
    return index < 0 ? UNREADABLE : index + 1;
  }

  /** Why the state of a code refuses a key, null for active; what is not known here refuses. */
  static @Nullable RejectionReason refusal(int code) {
    if (code == 0) {
      return null;
    }
    return code <= LIVE_AND_ENDED.size()
        ? LIVE_AND_ENDED.get(code - 1)
        : RejectionReason.KEY_UNREADABLE;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256, which all must have", e);
    }
  }
}
