package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.ChainHead;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Follows a chain event by event and remembers the first thing that is wrong. Not thread-safe. */
final class ChainChecker {

  private final @Nullable AuditHead kept;
  private final @Nullable PublicKey publicKey;
  private @Nullable ChainHead reached;
  private @Nullable AuditHead head;
  private AuditCheck.@Nullable Fault fault;
  private AuditCheck.SignatureState signature = AuditCheck.SignatureState.ABSENT;
  private boolean keptHeadMatched;
  private long events;

  ChainChecker(@Nullable AuditHead kept, @Nullable PublicKey publicKey) {
    this.kept = kept;
    this.publicKey = publicKey;
  }

  /** Takes the next event; false once something is wrong. */
  boolean event(AuditEvent event) {
    ChainHead before = reached == null ? ChainHead.empty(event.chain()) : reached;
    long expected = before.sequence() + 1;
    if (head != null) {
      return broken(expected, "an event follows the head");
    }
    if (!event.chain().equals(before.chain())) {
      return broken(expected, "event of another trail: " + Texts.printable(event.chain()));
    }
    if (event.sequence() != expected) {
      return broken(
          expected, "event " + event.sequence() + " stands where event " + expected + " belongs");
    }
    if (!event.previousHash().equals(before.hash())) {
      return broken(expected, "event " + expected + " does not link to the event before it");
    }
    if (!AuditChain.hash(event.chain(), expected, event.draft(), event.previousHash())
        .equals(event.hash())) {
      return broken(expected, "event " + expected + " was changed: its hash does not fit");
    }
    reached = AuditChain.headAt(event);
    events++;
    return matchesKept();
  }

  /** Takes the head that ends the trail. */
  @CanIgnoreReturnValue
  boolean head(AuditHead found, @Nullable String signatureText) {
    ChainHead end = reached == null ? ChainHead.empty(found.chain()) : reached;
    if (head != null) {
      return broken(end.sequence(), "a second head");
    }
    if (!found.equals(AuditHead.of(end))) {
      return broken(
          end.sequence() + 1,
          "the head names event "
              + found.sequence()
              + ", the trail ends with event "
              + end.sequence());
    }
    head = found;
    if (signatureText == null) {
      return true;
    }
    if (publicKey == null) {
      signature = AuditCheck.SignatureState.NOT_CHECKED;
      return true;
    }
    boolean right = HeadSignature.verify(publicKey, found, signatureText);
    signature = right ? AuditCheck.SignatureState.VERIFIED : AuditCheck.SignatureState.WRONG;
    return right || broken(found.sequence(), "the signature of the head is wrong");
  }

  boolean unreadable(String what) {
    return broken(reached == null ? 1 : reached.sequence() + 1, what);
  }

  AuditCheck result() {
    if (fault == null) {
      finish();
    }
    return new AuditCheck(events, head, fault, keptHeadMatched, signature);
  }

  private void finish() {
    long next = reached == null ? 1 : reached.sequence() + 1;
    if (head == null) {
      broken(next, "the trail has no head: its end is missing");
    } else if (kept != null && !keptHeadMatched && !vouchesForNothing(kept, head)) {
      broken(
          next,
          "the trail ends before event "
              + kept.sequence()
              + ", which the head kept names, or is another trail");
    } else if (publicKey != null && signature == AuditCheck.SignatureState.ABSENT) {
      broken(next, "the head is not signed");
    }
  }

  /** A head from before the first event of the same trail fits whatever came later. */
  private static boolean vouchesForNothing(AuditHead kept, AuditHead head) {
    return kept.sequence() == 0 && kept.chain().equals(head.chain());
  }

  private boolean matchesKept() {
    ChainHead now = reached;
    if (kept == null || now == null || now.sequence() != kept.sequence()) {
      return true;
    }
    keptHeadMatched = AuditHead.of(now).equals(kept);
    return keptHeadMatched
        || broken(
            now.sequence(), "event " + now.sequence() + " is not the one that the head kept names");
  }

  @CanIgnoreReturnValue
  private boolean broken(long sequence, String what) {
    if (fault == null) {
      fault = new AuditCheck.Fault(sequence, what);
    }
    return false;
  }
}
