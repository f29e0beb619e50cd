package io.latchkey;

/**
 * A key whose record has something that is not known here, so that no text can be compared with it.
 */
final class UnreadableKey extends IndexSlot {

  private final Rejection rejection;

  UnreadableKey(Place place, KeyId keyId) {
    super(place);
    rejection = new Rejection(RejectionReason.KEY_UNREADABLE, keyId);
  }

  Rejection rejection() {
    return rejection;
  }
}
