package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A key that texts can be compared with: its record, never a verdict.
 *
 * <p>Immutable, but for what verifications write without a lock: that the key's end was seen, the
 * minute of its last use, and the rejections made for it.
 */
final class IndexEntry extends IndexSlot {

  private static final VarHandle USED_MINUTE;

  static {
    try {
      USED_MINUTE = MethodHandles.lookup().findVarHandle(IndexEntry.class, "usedMinute", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long digest0;
  private final long digest1;
  private final long digest2;
  private final long digest3;
  private final KeyPrefix prefix;
  private final VerifiedKey verified;
  private final StatusNode<AccountId> account;
  private final StatusNode<PartnerId> partner;
  private final @Nullable RejectionReason refusal;
  private final long endsAtMillis;
  private final @Nullable RejectionReason end;

  private volatile int usedMinute;

  /** Written under the lock of {@link LastUses} alone. */
  private volatile int flushedMinute;

  private @Nullable Made rejections;

  IndexEntry(
      Place place,
      VerifiedKey verified,
      KeyPrefix prefix,
      Owners owners,
      byte[] digest,
      KeyLife life) {
    super(place);
    this.verified = verified;
    this.prefix = prefix;
    account = owners.account();
    partner = owners.partner();
    digest0 = Longs.at(digest, 0);
    digest1 = Longs.at(digest, Long.BYTES);
    digest2 = Longs.at(digest, 2 * Long.BYTES);
    digest3 = Longs.at(digest, 3 * Long.BYTES);
    refusal = life.refusal();
    endsAtMillis = life.endsAtMillis();
    end = life.end();
  }

  KeyPrefix prefix() {
    return prefix;
  }

  /** What is returned if the key is accepted. */
  VerifiedKey verified() {
    return verified;
  }

  KeyId keyId() {
    return verified.keyId();
  }

  StatusNode<AccountId> account() {
    return account;
  }

  StatusNode<PartnerId> partner() {
    return partner;
  }

  /** Compares with a text that was hashed; the time taken does not depend on where they differ. */
  boolean hasDigestOf(Hasher hashed) {
    long difference =
        (digest0 ^ hashed.digestAt(0))
            | (digest1 ^ hashed.digestAt(1))
            | (digest2 ^ hashed.digestAt(2))
            | (digest3 ^ hashed.digestAt(3));
    return difference == 0;
  }

  /**
   * Why the key's own state refuses it, or null. An end that was seen once stays, whatever the time
   * given.
   */
  @Nullable RejectionReason refusalAt(long nowMillis) {
    RejectionReason seen = ended();
    if (seen != null) {
      return seen;
    }
    return nowMillis < endsAtMillis ? refusal : end;
  }

  /** Why the key has ended by a given time, if it ends by time; null if it has not. */
  @Nullable RejectionReason endBy(long nowMillis) {
    return nowMillis < endsAtMillis ? null : end;
  }

  /** A rejection that names this key; made once for each reason, unless threads race to make it. */
  Rejection rejection(RejectionReason reason) {
    // Read and written without care: records have final fields alone, so another thread sees a
    // whole one or none.
    Made first = rejections;
    for (Made made = first; made != null; made = made.next) {
      if (made.rejection.reason() == reason) {
        return made.rejection;
      }
    }
    Made fresh = new Made(new Rejection(reason, keyId()), first);
    rejections = fresh;
    return fresh.rejection;
  }

  /** Notes a use; writes only when the minute has changed. */
  void used(int minute) {
    int noted = (int) USED_MINUTE.getOpaque(this);
    while (minute > noted && !USED_MINUTE.weakCompareAndSetPlain(this, noted, minute)) {
      noted = (int) USED_MINUTE.getOpaque(this);
    }
  }

  /** The minute since 1970 of the last use, 0 for none. */
  int usedMinute() {
    return usedMinute;
  }

  /** The minute of the last use that the store knows of through this index. */
  int flushedMinute() {
    return flushedMinute;
  }

  void flushed(int minute) {
    flushedMinute = Math.max(flushedMinute, minute);
  }

  /** Goes on counting from an earlier version of the same key. */
  void takeUsesOf(IndexEntry earlier) {
    used(earlier.usedMinute());
    flushed(earlier.flushedMinute());
  }

  /**
   * Whose key it is.
   *
   * @param account the account that owns it
   * @param partner the partner it is for
   */
  record Owners(StatusNode<AccountId> account, StatusNode<PartnerId> partner) {}

  private record Made(Rejection rejection, @Nullable Made next) {}
}
