package io.latchkey;

/**
 * A partner with the version of its row, for guards; 0 for a built-in partner, which has no row.
 */
record StoredAndParsed(Partner partner, long version) {}
