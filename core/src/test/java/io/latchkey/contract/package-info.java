/**
 * The storage contract, for authors of stores.
 *
 * <p>Depend on the test artifact of {@code latchkey-core} (type {@code test-jar}, scope {@code
 * test}), on JUnit Jupiter and on AssertJ, and extend one class: {@link
 * io.latchkey.contract.KeyStoreContract}, or {@link io.latchkey.contract.DurableKeyStoreContract}
 * if your store outlives its process. {@link io.latchkey.contract.Records} makes valid records for
 * tests of your own.
 *
 * <p>The name of each case begins with the number of the rule in {@link io.latchkey.spi.KeyStore}
 * that it checks: {@code c02_update_staleVersion_isRefused} checks rule C2.
 */
@NullMarked
@CheckReturnValue
package io.latchkey.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
