/**
 * Tests of the storage contract: stores that break one rule each, and an honest one beside them.
 * Not part of the published test artifact.
 */
@NullMarked
package io.latchkey.sabotage;

import org.jspecify.annotations.NullMarked;
