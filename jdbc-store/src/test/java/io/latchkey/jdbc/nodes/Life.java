package io.latchkey.jdbc.nodes;

import java.time.Duration;

/**
 * What the issuer asked for and was told about one key, and when. One thread writes it; who reads
 * it while that thread works sees some moment of it.
 */
final class Life {

  /** How far the wall clock, by which overlaps end, may drift from the one used here. */
  private static final long DRIFT_NANOS = Duration.ofMillis(20).toNanos();

  private final int number;
  private final String accountId;
  private final String keyId;
  private final String text;
  private volatile long acknowledgeAsked = Moments.NEVER;
  private volatile long acknowledged = Moments.NEVER;
  private volatile long endAsked = Moments.NEVER;
  private volatile long ended = Moments.NEVER;
  private volatile long acceptableUntil = Moments.NEVER;
  private volatile boolean acknowledgementLost;
  private volatile boolean endLost;

  Life(int number, String accountId, String keyId, String text) {
    this.number = number;
    this.accountId = accountId;
    this.keyId = keyId;
    this.text = text;
  }

  void askAcknowledge() {
    acknowledgeAsked = Moments.now();
  }

  void acknowledged() {
    acknowledged = Moments.now();
  }

  /** From here on nobody can say whether the key is live, until it {@link #ended}. */
  void askEnd() {
    endAsked = Math.min(endAsked, Moments.now());
  }

  void ended(long bound) {
    ended = Moments.now();
    acceptableUntil = ended + bound;
  }

  /** It ends by time, so long after the acknowledgement of its successor. */
  void endsAfter(Duration overlap, Life successor, long bound) {
    endAsked = successor.acknowledgeAsked + overlap.toNanos() - DRIFT_NANOS;
    if (successor.acknowledged != Moments.NEVER) {
      acceptableUntil = successor.acknowledged + Math.max(bound, overlap.toNanos() + DRIFT_NANOS);
    }
  }

  /** The database came back without its acknowledgement. */
  void loseAcknowledgement() {
    acknowledgementLost = true;
  }

  /** The database came back without its end. */
  void loseEnd() {
    endLost = true;
  }

  int number() {
    return number;
  }

  String accountId() {
    return accountId;
  }

  String keyId() {
    return keyId;
  }

  String text() {
    return text;
  }

  long acknowledgeAsked() {
    return acknowledgeAsked;
  }

  long acknowledgedAt() {
    return acknowledged;
  }

  long endAsked() {
    return endAsked;
  }

  /** When a revocation returned; never, if the key ended by time or not at all. */
  long endedAt() {
    return ended;
  }

  /** The last moment at which a verification that accepts it may begin. */
  long acceptableUntil() {
    return acceptableUntil;
  }

  boolean acknowledgementIsLost() {
    return acknowledgementLost;
  }

  boolean endIsLost() {
    return endLost;
  }

  /** What a node must say in the end, as far as anybody can know. */
  Expected expected() {
    if (acknowledgementLost || endLost) {
      return Expected.UNCERTAIN;
    }
    if (acknowledgeAsked == Moments.NEVER || acceptableUntil != Moments.NEVER) {
      return Expected.REFUSED;
    }
    boolean live = acknowledged != Moments.NEVER && endAsked == Moments.NEVER;
    return live ? Expected.ACCEPTED : Expected.UNCERTAIN;
  }

  /** A verdict that must come in the end. */
  enum Expected {
    ACCEPTED,
    REFUSED,
    UNCERTAIN
  }
}
