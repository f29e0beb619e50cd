package io.latchkey;

/**
 * Whether the keys of one partner or account may be used: one object that all their entries point
 * to. {@link #isOpen()} is read without a lock; everything else is guarded by the lock of the
 * index.
 *
 * @param <I> the type of its id
 */
final class StatusNode<I> {

  private final I id;
  private final OpenFlags flags;
  private final int place;
  private boolean closedForEver;
  private boolean wanted;

  /** Whether its row, or one that it depends on, is not as the library wrote it. */
  private volatile boolean sealBroken;

  private boolean rowBroken;
  private boolean chainBroken;
  private long version;
  private int setIn;
  private int shownIn;

  StatusNode(I id, OpenFlags flags, boolean open) {
    this.id = id;
    this.flags = flags;
    place = flags.add();
    open(open);
  }

  I id() {
    return id;
  }

  /** Tells whether its flag is one of these. */
  boolean isAmong(OpenFlags others) {
    return flags == others;
  }

  /** Where its flag is. */
  int place() {
    return place;
  }

  boolean isOpen() {
    return flags.isOpen(place);
  }

  void open(boolean value) {
    wanted = value;
    flags.set(place, value && !closedForEver && !sealBroken);
  }

  /** Tells why it is closed, if that is because of a seal. */
  boolean isSealBroken() {
    return sealBroken;
  }

  /** Closes it while its own row is broken; the version last seen whole stays. */
  void rowBroken(boolean value) {
    rowBroken = value;
    seals();
  }

  boolean isRowBroken() {
    return rowBroken;
  }

  /** Closes it while rows that it depends on are missing, too many or too old. */
  void chainBroken(boolean value) {
    chainBroken = value;
    seals();
  }

  private void seals() {
    sealBroken = rowBroken || chainBroken;
    open(wanted);
  }

  /** Closes it whatever any record says later. */
  void closeForEver() {
    closedForEver = true;
    open(false);
  }

  /** The version of the record held, 0 for none. */
  long version() {
    return version;
  }

  /** The reload in or after which the record was taken over. */
  int setIn() {
    return setIn;
  }

  /** The last reload that showed a record. */
  int shownIn() {
    return shownIn;
  }

  void shown(int generation) {
    shownIn = Math.max(shownIn, generation);
  }

  /** Goes back to there being no record. */
  void forget(boolean openWithoutRecord) {
    version = 0;
    open(openWithoutRecord);
  }

  void taken(long takenVersion, int generation) {
    version = takenVersion;
    setIn = generation;
  }
}
