/** What things cost: one class for each question, measured through the public API alone. */
@NullMarked
package io.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
