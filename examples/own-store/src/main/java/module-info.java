/** An example: a store of your own, checked with the storage contract. */
module io.latchkey.examples.ownstore {
  requires transitive io.latchkey;

  exports io.latchkey.examples.ownstore;
}
