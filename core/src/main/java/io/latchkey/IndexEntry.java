package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A key that texts can be compared with: its record, never a verdict. It is itself what is answered
 * when the key is accepted, so that an index of many keys holds one object for each.
 *
 * <p>Immutable, but for what verifications write without a lock: that the key's end was seen, the
 * minute of its last use, and the rejections made for it.
 */
abstract sealed class IndexEntry extends IndexSlot permits VerifiedKey {

  private static final VarHandle USE;

  /** The lowest bit of {@link #use}: the store does not know of it. */
  private static final int UNFLUSHED = 1;

  static {
    try {
      USE = MethodHandles.lookup().findVarHandle(IndexEntry.class, "use", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // Transient though never serialised: printers and serialisers that work by reflection, to which a
  // host may hand a verified key, pass such fields over.
  private final transient long digest0;
  private final transient long digest1;
  private final transient long digest2;
  private final transient long digest3;
  private final transient long endsAtMillis;
  private final transient KeyTerms terms;
  private final transient StatusNode<AccountId> account;
  private final transient int accountPlace;

  /** The minute of the last use, times two, plus {@link #UNFLUSHED}. */
  private transient volatile int use;

  IndexEntry(
      Place place,
      KeyTerms terms,
      StatusNode<AccountId> account,
      byte[] digest,
      long endsAtMillis) {
    super(place);
    if (!account.isAmong(terms.openAccounts())) {
      throw new IllegalArgumentException("the terms tell of other accounts than the key's");
    }
    this.terms = terms;
    this.account = account;
    this.endsAtMillis = endsAtMillis;
    accountPlace = account.place();
    digest0 = Longs.at(digest, 0);
    digest1 = Longs.at(digest, Long.BYTES);
    digest2 = Longs.at(digest, 2 * Long.BYTES);
    digest3 = Longs.at(digest, 3 * Long.BYTES);
  }

  /** What is returned if the key is accepted: this very object. */
  abstract VerifiedKey verified();

  final KeyTerms terms() {
    return terms;
  }

  final KeyPrefix prefix() {
    return terms.prefix();
  }

  final StatusNode<AccountId> account() {
    return account;
  }

  /** The same as its account says, for whom that lies too far away. */
  final boolean isAccountOpen() {
    return terms.openAccounts().isOpen(accountPlace);
  }

  final StatusNode<PartnerId> partner() {
    return terms.partner();
  }

  /** Compares with a text that was hashed; the time taken does not depend on where they differ. */
  final boolean hasDigestOf(Hasher hashed) {
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
  final @Nullable RejectionReason refusalAt(long nowMillis) {
    RejectionReason seen = ended();
    if (seen != null) {
      return seen;
    }
    return nowMillis < endsAtMillis ? terms.refusal() : terms.end();
  }

  /** Why the key has ended by a given time, if it ends by time; null if it has not. */
  final @Nullable RejectionReason endBy(long nowMillis) {
    return nowMillis < endsAtMillis ? null : terms.end();
  }

  /** State and end, with what was seen of the end: it stays for whoever reads a copy of this. */
  final KeyLife life() {
    RejectionReason seen = ended();
    return seen == null
        ? new KeyLife(terms.refusal(), endsAtMillis, terms.end())
        : new KeyLife(seen, KeyLife.NEVER, seen);
  }

  /** Appends the digest for a copy of this entry in a snapshot. */
  final void writeDigest(ByteBuffer out) {
    out.putLong(digest0).putLong(digest1).putLong(digest2).putLong(digest3);
  }

  /** Tells whether a use in a minute is worth noting; all that most verifications do. */
  final boolean isNewUse(int minute) {
    return minute > (int) USE.getOpaque(this) >>> 1;
  }

  /** Notes a use; one that is not newer than what is noted changes nothing. */
  final void used(int minute) {
    takeUse(minute << 1 | UNFLUSHED);
  }

  private void takeUse(int newer) {
    int noted = use;
    while (newer > noted && !USE.compareAndSet(this, noted, newer)) {
      noted = use;
    }
  }

  /** The minute since 1970 of the last use, 0 for none. */
  final int usedMinute() {
    return use >>> 1;
  }

  /** Tells whether there is a use that the store does not know of through this index. */
  final boolean hasUnflushedUse() {
    return (use & UNFLUSHED) != 0;
  }

  /** Notes that the store knows of a use; a newer one that came meanwhile stays to be told. */
  final void flushed(int minute) {
    USE.compareAndSet(this, minute << 1 | UNFLUSHED, minute << 1);
  }

  /** Goes on counting from an earlier version of the same key. */
  final void takeUsesOf(IndexEntry earlier) {
    takeUse(earlier.use);
  }
}
