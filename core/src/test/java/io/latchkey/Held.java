package io.latchkey;

/** A key as an integration holds it: the text, and the id that everybody may know. */
record Held(KeyId id, String text) {

  static Held of(IssuedKey issued) {
    return new Held(issued.id(), issued.reveal());
  }

  @Override
  public String toString() {
    return "Held[" + id + "]";
  }
}
