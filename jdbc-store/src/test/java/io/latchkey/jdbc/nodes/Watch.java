package io.latchkey.jdbc.nodes;

import io.latchkey.CallerView;
import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import io.latchkey.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread of a node that verifies keys round and round: those that were never refused as ended
 * in every round, and of the others some.
 */
final class Watch implements Runnable {

  private static final int ENDED_PER_ROUND = 32;

  /** Between rounds, so that three nodes, an issuer and a server get along on two cores. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(1);

  /** A node that does not get ready again says so in its last look. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Latchkey latchkey;
  private final KeyVerifier verifier;
  private final Reads reads;
  private final Queue<Watched> fresh = new ConcurrentLinkedQueue<>();
  private final List<Watched> open = new ArrayList<>();
  private final List<Watched> ended = new ArrayList<>();
  private int turn;
  private long verifications;
  private long unavailable;
  private long unexcused;
  private long acceptedInSilence;
  private volatile long finishAfter = Moments.NEVER;

  Watch(Latchkey latchkey, Reads reads) {
    this.latchkey = latchkey;
    this.verifier = latchkey.verifier();
    this.reads = reads;
  }

  void add(Watched key) {
    fresh.add(key);
  }

  void finishAfter(long moment) {
    finishAfter = moment;
  }

  static void rest(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  @Override
  public void run() {
    while (!isOver()) {
      round();
      rest(BETWEEN_ROUNDS);
    }
    round();
    ended.forEach(this::look);
  }

  private boolean isOver() {
    long now = Moments.now();
    return finishAfter < now
        && (latchkey.health().ready() || finishAfter < now - PATIENCE.toNanos());
  }

  private void round() {
    for (Watched key = fresh.poll(); key != null; key = fresh.poll()) {
      open.add(key);
    }
    open.removeIf(this::isEnded);
    for (int i = 0; i < Math.min(ENDED_PER_ROUND, ended.size()); i++) {
      turn = (turn + 1) % ended.size();
      look(ended.get(turn));
    }
  }

  private boolean isEnded(Watched key) {
    look(key);
    boolean end = key.sighting().refused().some();
    if (end) {
      ended.add(key);
    }
    return end;
  }

  private void look(Watched key) {
    long start = Moments.now();
    Verification verdict = verifier.verify(key.text());
    long end = Moments.now();
    verifications++;
    key.sighting().see(verdict, start, end);
    if (verdict.accepted()) {
      if (!reads.allowsAcceptance(start)) {
        acceptedInSilence++;
      }
    } else if (verdict.rejection().reason().view() == CallerView.NOT_AVAILABLE) {
      unavailable++;
      if (!reads.excusesRefusal(start, end)) {
        unexcused++;
      }
    }
  }

  /** Called when the thread has ended, as what follows. */
  List<Watched> keys() {
    List<Watched> all = new ArrayList<>(open);
    all.addAll(ended);
    return all;
  }

  long verifications() {
    return verifications;
  }

  long unavailable() {
    return unavailable;
  }

  long unexcused() {
    return unexcused;
  }

  long acceptedInSilence() {
    return acceptedInSilence;
  }
}
