package io.latchkey.jdbc;

/**
 * Ends a transaction that wanted to make a row which another one made in the meantime. Begun again,
 * it finds the row. Carries no stack: it never leaves the store.
 */
final class Raced extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Raced() {
    super("another transaction made the row first", null, false, false);
  }
}
