/**
 * Keys in the memory of one process. Start at {@link io.latchkey.memory.MemoryKeyStore}: it needs
 * no set-up, and a test or a first trial of the library needs nothing else.
 *
 * <p>It keeps every rule of {@link io.latchkey.spi.KeyStore} but one that no memory can keep: when
 * the process ends, all of it is gone. Applications whose keys have to outlive them take a store on
 * a database.
 */
@NullMarked
@CheckReturnValue
package io.latchkey.memory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
