/**
 * What a store implements, and nothing else: {@link io.latchkey.spi.KeySource} for whoever only
 * verifies, {@link io.latchkey.spi.KeyStore} for whoever also manages.
 *
 * <p>Every policy lives in {@code io.latchkey}; a store persists. It therefore knows identifiers as
 * text, states as text (a store never interprets one) and time only as the {@link
 * java.time.Instant} arguments it is given. The rules that a store must keep are numbered in {@link
 * io.latchkey.spi.KeyStore}; the contract suite in the test artifact of {@code latchkey-core}
 * checks each of them by its number.
 */
@NullMarked
@CheckReturnValue
package io.latchkey.spi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
