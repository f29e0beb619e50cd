package io.latchkey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verification path: id, form, prefix, digest, freshness, and only behind a right secret
 * everything else. Thread-safe.
 *
 * <p>The order of questions is what the caller can learn by time: nothing about a key but its
 * prefix is looked at before its digest has been compared, and the comparison takes the same time
 * wherever the secrets differ.
 */
final class VerifierEngine implements KeyVerifier {

  private static final Logger log = LoggerFactory.getLogger(VerifierEngine.class);

  private static final int MILLIS_PER_MINUTE = 60_000;

  private final KeyIndex index;
  private final VerdictClock clock;
  private final @Nullable LatchkeyMetrics metrics;
  private final @Nullable Runnable catchUp;
  private final KeyFaults faults;

  /** For tests, to look at what the next text will be worked on with. */
  final Hashers hashers = new Hashers();

  /**
   * Puts the path together.
   *
   * @param catchUp brings a stale index up to date within the call; null if that would take a
   *     store's time
   */
  VerifierEngine(
      KeyIndex index,
      VerifierSettings settings,
      VerdictClock clock,
      LatchkeyMetrics metrics,
      @Nullable Runnable catchUp) {
    this.index = index;
    this.clock = clock;
    this.metrics = metrics == SilentMetrics.INSTANCE ? null : GuardedMetrics.of(metrics);
    this.catchUp = catchUp;
    faults = KeyFaults.of(settings);
  }

  @Override
  public Verification verify(@Nullable String keyText) {
    return answer(judge(keyText, null));
  }

  @Override
  public Verification verify(@Nullable String keyText, Permission required) {
    return answer(judge(keyText, Objects.requireNonNull(required, "required")));
  }

  @Override
  public Verification verify(byte @Nullable [] keyBytes) {
    return answer(judge(keyBytes));
  }

  @Override
  public Verification verifyAuthorization(@Nullable String headerValue) {
    return answer(judgeHeader(headerValue, null));
  }

  @Override
  public Verification verifyAuthorization(@Nullable String headerValue, Permission required) {
    return answer(judgeHeader(headerValue, Objects.requireNonNull(required, "required")));
  }

  /** Whose key a text is, whatever the key's state; null if it is no key of this store. */
  @Nullable Match identify(String text) {
    if (!KeyFormat.isLength(text.length())) {
      return null;
    }
    Hasher presented = hashers.take();
    try {
      return presented.read(text) ? identify(presented) : null;
    } finally {
      hashers.give(presented);
    }
  }

  private @Nullable Match identify(Hasher presented) {
    IndexSlot slot = index.find(presented.idHigh(), presented.idLow());
    if (!(slot instanceof IndexEntry entry) || !entry.prefix().isOf(presented)) {
      return null;
    }
    presented.hash();
    return entry.hasDigestOf(presented) ? new Match(entry.account().id(), entry.idAsText()) : null;
  }

  private Verification judge(@Nullable String text, @Nullable Permission required) {
    if (text == null) {
      return RejectionReason.KEY_MISSING.unnamed();
    }
    boolean keySized = KeyFormat.isLength(text.length());
    if (!keySized && (text.length() > KeyFormat.MAX_READ || !Surroundings.isAround(text))) {
      return RejectionReason.KEY_LENGTH_WRONG.unnamed();
    }
    Hasher presented = hashers.take();
    try {
      if (keySized && presented.read(text)) {
        Verification verdict = judge(presented, required);
        if (isOfKeyForm(verdict) || !presented.isForeign()) {
          return verdict;
        }
      }
      presented.readForNaming(text);
      return faultOr(RejectionReason.KEY_CHARACTER_WRONG, presented).unnamed();
    } finally {
      hashers.give(presented);
    }
  }

  /** Tells whether a verdict alone proves that the text has no character but those of keys. */
  private static boolean isOfKeyForm(Verification verdict) {
    return verdict instanceof VerifiedKey
        || verdict == RejectionReason.KEY_UNKNOWN.unnamed()
        || verdict == RejectionReason.KEY_CHECKSUM_WRONG.unnamed();
  }

  private Verification judge(byte @Nullable [] bytes) {
    if (bytes == null) {
      return RejectionReason.KEY_MISSING.unnamed();
    }
    if (bytes.length > KeyFormat.MAX_READ) {
      return RejectionReason.KEY_LENGTH_WRONG.unnamed();
    }
    Hasher presented = hashers.take();
    try {
      presented.read(bytes);
      return judge(presented, null);
    } finally {
      hashers.give(presented);
    }
  }

  private Verification judgeHeader(@Nullable String value, @Nullable Permission required) {
    if (value == null) {
      return RejectionReason.HEADER_MISSING.unnamed();
    }
    Hasher presented = hashers.take();
    try {
      RejectionReason fault = AuthorizationHeader.read(value, presented);
      return fault == null ? judge(presented, required) : fault.unnamed();
    } finally {
      hashers.give(presented);
    }
  }

  private Verification judge(Hasher presented, @Nullable Permission required) {
    if (!KeyFormat.isLength(presented.length())) {
      return faultOr(RejectionReason.KEY_LENGTH_WRONG, presented).unnamed();
    }
    Verification verdict = judgeByIndex(presented, required);
    return verdict == null ? judgeAfterCatchingUp(presented, required) : verdict;
  }

  /** The verdict of an index that was not to be asked at first. */
  private Verification judgeAfterCatchingUp(Hasher presented, @Nullable Permission required) {
    // Whatever id the text has: an index that is not to be asked does not tell which ids it knows.
    RejectionReason fault = faults.find(presented);
    if (fault != null) {
      return fault.unnamed();
    }
    if (catchUp != null && index.freshness() != null) {
      runQuietly(catchUp);
      Verification verdict = judgeByIndex(presented, required);
      if (verdict != null) {
        return verdict;
      }
    }
    boolean loaded = index.freshness() != null;
    return (loaded ? RejectionReason.STALE : RejectionReason.NOT_READY).unnamed();
  }

  /** The verdict, or null if it depends on what the index may not know yet. */
  private @Nullable Verification judgeByIndex(Hasher presented, @Nullable Permission required) {
    // Before the slot: KeyIndex says why.
    Freshness asOf = index.freshness();
    IndexSlot slot = index.find(presented.idHigh(), presented.idLow());
    return slot instanceof VerifiedKey entry
        ? judge(entry, asOf, presented, required)
        : judgeWithoutEntry(slot, asOf, presented);
  }

  private @Nullable Verification judgeWithoutEntry(
      @Nullable IndexSlot slot, @Nullable Freshness asOf, Hasher presented) {
    // What is wrong in itself depends on no time. The prefix of a row that can't be read may be of
    // an
    // API type that is not known here, and right all the same.
    RejectionReason fault = slot instanceof UnreadableKey ? null : faults.find(presented);
    if (fault != null) {
      return fault.unnamed();
    }
    long nanos = clock.nanoTime();
    if (asOf == null || !asOf.holdsAt(clock.millisAt(nanos), nanos)) {
      return null;
    }
    return slot instanceof UnreadableKey unreadable
        ? unreadable.rejection()
        : RejectionReason.KEY_UNKNOWN.unnamed();
  }

  /**
   * Reads the clock last: a processor finishes every load before it does that, and until then it
   * hashes while it waits for the entry of a key that was not used lately, and for its account.
   */
  private @Nullable Verification judge(
      IndexEntry entry, @Nullable Freshness asOf, Hasher presented, @Nullable Permission required) {
    RejectionReason mismatch = mismatch(entry, presented);
    if (mismatch != null && mismatch != RejectionReason.SECRET_WRONG) {
      return entry.rejection(mismatch);
    }
    RejectionReason refusal =
        mismatch == null ? refusalAtAnyTime(entry, required) : difference(entry, presented);
    long nanos = clock.nanoTime();
    long now = clock.millisAt(nanos);
    if (asOf == null || !asOf.holdsAt(now, nanos)) {
      return null;
    }
    RejectionReason state = mismatch == null ? refusalAt(now, entry) : null;
    RejectionReason reason = state == null ? refusal : state;
    if (reason != null) {
      return entry.rejection(reason);
    }
    int minute = (int) (now / MILLIS_PER_MINUTE);
    if (entry.isNewUse(minute)) {
      index.used(entry, minute);
    }
    return entry.verified();
  }

  /**
   * What is wrong with the form of a text that is not that of a key with the same id; {@link
   * RejectionReason#SECRET_WRONG} if nothing is, and null if it is that key's.
   */
  private @Nullable RejectionReason mismatch(IndexEntry entry, Hasher presented) {
    RejectionReason suspected = presented.isSuspect() ? suspectedFault(entry, presented) : null;
    if (suspected != null) {
      return suspected;
    }
    boolean prefixFits = prefixFits(entry, presented);
    if (prefixFits) {
      presented.hash();
      if (entry.hasDigestOf(presented)) {
        return null;
      }
    }
    RejectionReason fault = fault(entry, presented);
    if (fault != null) {
      presented.suspect();
      return fault;
    }
    return RejectionReason.SECRET_WRONG;
  }

  /** In what a text without fault differs from the key with the same id. */
  private static RejectionReason difference(IndexEntry entry, Hasher presented) {
    return prefixFits(entry, presented)
        ? RejectionReason.SECRET_WRONG
        : RejectionReason.KEY_PREFIX_WRONG;
  }

  /**
   * What is wrong with the form of a text whose id is known, looked for before the text is hashed.
   * That would make each accept dearer, so it is done for a while after such a fault alone: whoever
   * floods a process with mistyped keys does not have them hashed.
   */
  private @Nullable RejectionReason suspectedFault(IndexEntry entry, Hasher presented) {
    RejectionReason fault = fault(entry, presented);
    if (fault == null) {
      presented.suspectLess();
    } else {
      presented.suspect();
    }
    return fault;
  }

  /** What is wrong with the form of a text with the id of an entry, or null. */
  private @Nullable RejectionReason fault(IndexEntry entry, Hasher presented) {
    return prefixFits(entry, presented)
        ? faults.findInBody(presented, entry.prefix())
        : faults.findInHead(presented);
  }

  private static boolean prefixFits(IndexEntry entry, Hasher presented) {
    return entry.prefix().isOf(presented) && entry.prefix().brandAccepted();
  }

  /** Why a key is refused whose secret was right, by its own state and end; or null. */
  private @Nullable RejectionReason refusalAt(long now, IndexEntry entry) {
    RejectionReason state = entry.refusalAt(now);
    if (state != null && state.isEnd()) {
      index.ended(entry, state);
    }
    return state;
  }

  /** Why a key is refused whose secret was right, by all that depends on no time; or null. */
  private static @Nullable RejectionReason refusalAtAnyTime(
      IndexEntry entry, @Nullable Permission required) {
    if (!entry.prefix().environmentAccepted()) {
      return RejectionReason.ENVIRONMENT_NOT_ACCEPTED;
    }
    if (!entry.isAccountOpen()) {
      return closed(entry.account(), RejectionReason.ACCOUNT_STOPPED);
    }
    if (!entry.partner().isOpen()) {
      return closed(entry.partner(), RejectionReason.PARTNER_SUSPENDED);
    }
    return required == null ? null : missing(entry.terms(), required);
  }

  private static RejectionReason closed(StatusNode<?> owner, RejectionReason otherwise) {
    return owner.isSealBroken() ? RejectionReason.SEAL_BROKEN : otherwise;
  }

  private static @Nullable RejectionReason missing(KeyTerms terms, Permission required) {
    if (terms.allow(required)) {
      return null;
    }
    return required.apiType() == terms.type()
        ? RejectionReason.PERMISSION_MISSING
        : RejectionReason.API_TYPE_WRONG;
  }

  /** A fault of form comes before anything that depends on the index. */
  private RejectionReason faultOr(RejectionReason otherwise, Hasher presented) {
    RejectionReason fault = faults.find(presented);
    return fault == null ? otherwise : fault;
  }

  private static void runQuietly(Runnable catchUp) {
    try {
      catchUp.run();
    } catch (RuntimeException e) {
      log.debug("catching up failed", e);
    }
  }

  private Verification answer(Verification outcome) {
    RejectionReason reason = null;
    if (outcome instanceof Rejection rejection) {
      reason = rejection.reason();
      if (log.isDebugEnabled()) {
        log.debug("rejected: {}", rejection);
      }
    }
    if (metrics != null) {
      metrics.verified(reason);
    }
    return outcome;
  }
}
