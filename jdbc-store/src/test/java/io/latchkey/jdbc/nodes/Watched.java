package io.latchkey.jdbc.nodes;

/**
 * A key that a node verifies, and what came of it.
 *
 * @param number what the issuer calls it
 * @param text the key
 * @param sighting what was answered
 */
record Watched(int number, String text, Sighting sighting) {

  Watched(int number, String text) {
    this(number, text, new Sighting());
  }

  @Override
  public String toString() {
    return "key " + number;
  }
}
