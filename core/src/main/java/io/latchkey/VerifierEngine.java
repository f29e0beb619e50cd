package io.latchkey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verification path: form, freshness, id, prefix, digest, and only behind a right secret
 * everything else. Thread-safe.
 *
 * <p>The order of questions is what the caller can learn by time: nothing about a key is looked at
 * before its digest has been compared, and the comparison takes the same time wherever the secrets
 * differ.
 */
final class VerifierEngine implements KeyVerifier {

  private static final Logger log = LoggerFactory.getLogger(VerifierEngine.class);

  private static final int MILLIS_PER_MINUTE = 60_000;

  private final VerificationIndex index;
  private final VerdictClock clock;
  private final LatchkeyMetrics metrics;
  private final @Nullable Runnable catchUp;
  private final KeyFaults faults;
  private final Hashers hashers = new Hashers();

  /**
   * Puts the path together.
   *
   * @param catchUp brings a stale index up to date within the call; null if that would take a
   *     store's time
   */
  VerifierEngine(
      VerificationIndex index,
      VerifierSettings settings,
      VerdictClock clock,
      LatchkeyMetrics metrics,
      @Nullable Runnable catchUp) {
    this.index = index;
    this.clock = clock;
    this.metrics = GuardedMetrics.of(metrics);
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
    return entry.hasDigestOf(presented) ? new Match(entry.account().id(), entry.keyId()) : null;
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
        return judge(presented, required);
      }
      presented.readForNaming(text);
      return faultOr(RejectionReason.KEY_CHARACTER_WRONG, presented).unnamed();
    } finally {
      hashers.give(presented);
    }
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
    long now = clock.nowMillis();
    RejectionReason unavailable = index.unavailableAt(now, clock.nanoTime());
    if (unavailable == RejectionReason.STALE && catchUp != null) {
      runQuietly(catchUp);
      now = clock.nowMillis();
      unavailable = index.unavailableAt(now, clock.nanoTime());
    }
    if (unavailable != null) {
      return faultOr(unavailable, presented).unnamed();
    }
    IndexSlot slot = index.find(presented.idHigh(), presented.idLow());
    if (slot instanceof IndexEntry entry) {
      return judge(entry, presented, now, required);
    }
    return slot instanceof UnreadableKey unreadable
        ? unreadable.rejection()
        : faultOr(RejectionReason.KEY_UNKNOWN, presented).unnamed();
  }

  private Verification judge(
      IndexEntry entry, Hasher presented, long now, @Nullable Permission required) {
    RejectionReason refusal = mismatch(entry, presented);
    if (refusal == null) {
      refusal = refusal(entry, now, required);
    }
    if (refusal != null) {
      return entry.rejection(refusal);
    }
    entry.used((int) (now / MILLIS_PER_MINUTE));
    return entry.verified();
  }

  /** Why a text is not that of a key with the same id, or null if it is. */
  private @Nullable RejectionReason mismatch(IndexEntry entry, Hasher presented) {
    if (!entry.prefix().isOf(presented) || !entry.prefix().brandAccepted()) {
      RejectionReason fault = faults.findInHead(presented);
      return fault == null ? RejectionReason.KEY_PREFIX_WRONG : fault;
    }
    presented.hash();
    if (entry.hasDigestOf(presented)) {
      return null;
    }
    RejectionReason fault = KeyFaults.findInBody(presented);
    return fault == null ? RejectionReason.SECRET_WRONG : fault;
  }

  /** Why a key is refused whose secret was right, or null. */
  private @Nullable RejectionReason refusal(
      IndexEntry entry, long now, @Nullable Permission required) {
    RejectionReason state = entry.refusalAt(now);
    if (state != null) {
      if (state.isEnd()) {
        index.ended(entry, state);
      }
      return state;
    }
    if (!entry.prefix().environmentAccepted()) {
      return RejectionReason.ENVIRONMENT_NOT_ACCEPTED;
    }
    if (!entry.account().isOpen()) {
      return RejectionReason.ACCOUNT_STOPPED;
    }
    if (!entry.partner().isOpen()) {
      return RejectionReason.PARTNER_SUSPENDED;
    }
    return required == null ? null : missing(entry.verified(), required);
  }

  private static @Nullable RejectionReason missing(VerifiedKey key, Permission required) {
    if (key.allows(required)) {
      return null;
    }
    return required.apiType() == key.apiType()
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
    metrics.verified(reason);
    return outcome;
  }
}
