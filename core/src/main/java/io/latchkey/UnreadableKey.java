package io.latchkey;

/**
 * A key whose record can't be used, so that no text can be compared with it: it has something that
 * is not known here, or it is not as the library wrote it. In the second case it stands at the
 * version that was last seen whole, and the row takes its place again when it is put right.
 */
final class UnreadableKey extends IndexSlot {

  private final RejectionReason reason;
  private final boolean named;

  /**
   * Makes a slot that refuses.
   *
   * @param reason what is wrong with the record
   */
  UnreadableKey(Place place, RejectionReason reason) {
    this(place, reason, true);
  }

  private UnreadableKey(Place place, RejectionReason reason, boolean named) {
    super(place);
    this.reason = reason;
    this.named = named;
  }

  /** Stands for any key of which it is not even known whether it exists. */
  static UnreadableKey unnamed(RejectionReason reason) {
    return new UnreadableKey(new Place(0, 0, 0, 0), reason, false);
  }

  boolean sealBroken() {
    return reason == RejectionReason.SEAL_BROKEN;
  }

  Rejection rejection() {
    return named ? rejection(reason) : reason.unnamed();
  }
}
