/**
 * Internal: not API, may change at any time.
 *
 * <p>Carriers of what documents and people say, with the constraints on it, and a door for the test
 * artifact. Nothing here knows {@code io.latchkey}.
 */
@NullMarked
@CheckReturnValue
package io.latchkey.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
