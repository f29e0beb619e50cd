package io.latchkey;

/**
 * The memory of a key that was removed: ids are never given twice, so a record that still turns up
 * is an old one.
 */
final class RemovedKey extends IndexSlot {

  RemovedKey(KeyId id, int generation) {
    super(Place.of(id, Long.MAX_VALUE, generation));
  }

  RemovedKey(IndexSlot removed, int generation) {
    super(new Place(removed.idHigh(), removed.idLow(), Long.MAX_VALUE, generation));
  }
}
