/**
 * Helpers for the tests of hosts: a clock that stands still until it is moved, and keys that come
 * out the same each time.
 *
 * <p>Part of the test artifact of {@code latchkey-core} ({@code <type>test-jar</type>}), never of
 * production code.
 */
@NullMarked
package io.latchkey.testing;

import org.jspecify.annotations.NullMarked;
