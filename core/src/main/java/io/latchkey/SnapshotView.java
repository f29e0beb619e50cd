package io.latchkey;

import org.jspecify.annotations.Nullable;

/** One snapshot, open, and how far it can be relied on. Thread-safe. */
final class SnapshotView {

  private final SnapshotInfo info;
  private final SnapshotTables tables;
  private final SnapshotPages pages;
  private final Freshness freshness;
  private final IndexSlot damage = UnreadableKey.unnamed(RejectionReason.SNAPSHOT_DAMAGED);

  SnapshotView(SnapshotInfo info, SnapshotTables tables, SnapshotPages pages, Freshness freshness) {
    this.info = info;
    this.tables = tables;
    this.pages = pages;
    this.freshness = freshness;
  }

  SnapshotInfo info() {
    return info;
  }

  SnapshotPages pages() {
    return pages;
  }

  Freshness freshness() {
    return freshness;
  }

  /** The slot of an id, or null; made at the first look, and told what was seen of its end. */
  @Nullable IndexSlot find(long high, long low, SnapshotEnds ends) {
    SnapshotPage page = pages.holding(high, low);
    if (page == null) {
      return null;
    }
    if (page.damaged()) {
      return damage;
    }
    int at = page.find(high, low);
    if (at < 0) {
      return null;
    }
    IndexSlot made = page.slot(at);
    if (made != null) {
      return made;
    }
    // Kept first and told then: an end seen meanwhile is told by one of the two sides.
    IndexSlot kept = page.keep(at, tables.slot(page, at));
    ends.tell(kept);
    return kept;
  }

  /** The slot of an id, if it was made already. */
  @Nullable IndexSlot made(long high, long low) {
    SnapshotPage page = pages.holding(high, low);
    int at = page == null ? -1 : page.find(high, low);
    return page == null || at < 0 ? null : page.slot(at);
  }
}
