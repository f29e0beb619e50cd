/**
 * Ingestion-key management for a host application: issue a key, show it once, assign what it needs,
 * verify it on every request, replace it, revoke it, and prove afterwards who did what.
 *
 * <p>Start at {@link io.latchkey.Latchkey}. It gives the four services that everything rests on:
 * {@link io.latchkey.PartnerRegistry} knows who keys are for, {@link io.latchkey.KeyIssuer} creates
 * and changes keys, {@link io.latchkey.PermissionAssigner} says what a key may do and why, {@link
 * io.latchkey.KeyVerifier} answers requests.
 *
 * <p>Unless a type says otherwise, no argument and no result is null, and every type is safe for
 * use by several threads.
 */
@NullMarked
@CheckReturnValue
package io.latchkey;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
