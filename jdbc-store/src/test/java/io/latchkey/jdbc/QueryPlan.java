package io.latchkey.jdbc;

import java.util.List;

/**
 * What a database said about how it runs a statement.
 *
 * @param text all of it, for readers
 * @param indexes the names of the indexes that are used
 * @param scanned the names or aliases of the tables that are read from end to end
 * @param sorted how many rows are sorted
 */
record QueryPlan(String text, List<String> indexes, List<String> scanned, long sorted) {}
