/**
 * One command that runs a set of benchmarks, keeps the raw results with the machine they come from,
 * and prints a table. Start with {@link io.latchkey.benchmarks.report.Main}.
 */
@NullMarked
package io.latchkey.benchmarks.report;

import org.jspecify.annotations.NullMarked;
