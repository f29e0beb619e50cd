package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * The index of a verifier without a store: whatever snapshot it shows at the moment. Thread-safe;
 * one thread at a time shows another.
 */
final class SnapshotIndex implements KeyIndex {

  private final SnapshotEnds ends = new SnapshotEnds();
  private volatile @Nullable SnapshotView shown;

  @Override
  public @Nullable Freshness freshness() {
    SnapshotView view = shown;
    return view == null ? null : view.freshness();
  }

  @Override
  public @Nullable IndexSlot find(long idHigh, long idLow) {
    SnapshotView view = shown;
    return view == null ? null : view.find(idHigh, idLow, ends);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The snapshot may be exchanged at this very moment: its slot is told here, or tells itself
   * when it is made.
   */
  @Override
  public void ended(IndexEntry entry, RejectionReason end) {
    if (entry.ended() != null) {
      return;
    }
    ends.seen(entry.idHigh(), entry.idLow(), end);
    entry.endIf(end);
    SnapshotView view = shown;
    IndexSlot now = view == null ? null : view.made(entry.idHigh(), entry.idLow());
    if (now != null) {
      now.endIf(end);
    }
  }

  /** There is no store to tell of uses. */
  @Override
  public void used(IndexEntry entry, int minute) {}

  @Nullable SnapshotView shown() {
    return shown;
  }

  /**
   * Answers by another snapshot from now on.
   *
   * @param next wholly checked, if another one was shown before
   */
  void show(SnapshotView next) {
    SnapshotView before = shown;
    if (before == null) {
      shown = next;
      return;
    }
    before.pages().checkAll();
    ends.inherit(before, next);
    shown = next;
    ends.forgetRecorded(next);
  }

  void close() {
    SnapshotView view = shown;
    shown = null;
    if (view != null) {
      view.pages().close();
    }
  }
}
