package io.latchkey.memory;

/**
 * What changed, in order of commit: a ring of two arrays that says only which row it was. The row
 * as it stands is looked up when a change is read.
 */
final class Feed {

  /** A power of two, as every length of the ring is. */
  private static final int SMALLEST = 64;

  private Kind[] kinds = new Kind[SMALLEST];
  private String[] ids = new String[SMALLEST];

  /** Changes numbered above this one, up to the newest, are held. */
  private long lowWater;

  private long newest;

  long newest() {
    return newest;
  }

  long lowWater() {
    return lowWater;
  }

  void append(Kind kind, String id) {
    if (newest - lowWater == ids.length) {
      resize(ids.length * 2);
    }
    newest++;
    kinds[slot(newest)] = kind;
    ids[slot(newest)] = id;
  }

  Kind kind(long number) {
    return kinds[slot(number)];
  }

  String id(long number) {
    return ids[slot(number)];
  }

  /** Forgets changes up to a number, at most so many, and says how many. */
  int trim(long through, int limit) {
    long removable = Math.max(0, Math.min(through, newest) - lowWater);
    int removed = (int) Math.min(removable, limit);
    lowWater += removed;
    if ((newest - lowWater) * 4 < ids.length && ids.length > SMALLEST) {
      resize(Math.max(SMALLEST, Integer.highestOneBit((int) (newest - lowWater)) * 2));
    }
    return removed;
  }

  /** Moves what is held to a ring of another length. */
  private void resize(int length) {
    Kind[] oldKinds = kinds;
    String[] oldIds = ids;
    kinds = new Kind[length];
    ids = new String[length];
    for (long number = lowWater + 1; number <= newest; number++) {
      int from = (int) (number & (oldIds.length - 1));
      kinds[slot(number)] = oldKinds[from];
      ids[slot(number)] = oldIds[from];
    }
  }

  private int slot(long number) {
    return (int) (number & (ids.length - 1));
  }

  /** What kind of row changed. */
  enum Kind {
    KEY,
    PARTNER,
    ACCOUNT
  }
}
