package io.latchkey;

/**
 * Creates and replaces keys within one transaction of the host's: both the host's rows and the key,
 * or neither. Made by {@link Latchkey#within}; used by one thread at a time and within that
 * transaction alone.
 *
 * <pre>{@code
 * IssuedKey issued = latchkey.within(store.within(connection)).create(admin, request);
 * connection.commit();
 * latchkey.issuer().acknowledge(admin, issued);
 * }</pre>
 *
 * <h2>Two steps</h2>
 *
 * <p><b>Within the host's transaction</b> everything is decided as it is otherwise, from what is
 * committed at that moment, and one row is written through the host's transaction: the key as it is
 * to be, without its text. Nothing else is written and nothing is locked, so a transaction that
 * stays open delays nobody: no revocation, no other creation, no reader of the feed.
 *
 * <p><b>After the host's commit</b> a transaction of the library's own adopts the key: looks again
 * at what the decision rests on, writes the key with its audit event, and gives both their numbers.
 * Whatever names the key adopts it first, {@link KeyIssuer#acknowledge} above all; lists, feed and
 * audit trail show it within about a second, because every node looks for keys to adopt. However
 * many nodes do, a key is adopted once.
 *
 * <h2>What is different</h2>
 *
 * <ul>
 *   <li>The key is pending until it is acknowledged, also with {@link
 *       Latchkey.Builder#activateOnCreate}. It never verifies before.
 *   <li>Until the host has committed, every operation on it in this process is refused with {@link
 *       RefusalReason#NOT_COMMITTED}; in another process there is {@linkplain
 *       RefusalReason#KEY_NOT_FOUND no such key}. If the host rolls back there never is; its text
 *       can be read until {@link IssuedKey#close} or the deadline, and is worthless.
 *   <li>If what the decision rests on has changed by the time of the adoption, the key is recorded
 *       all the same and has ended: the partner was suspended or retired, the account was stopped,
 *       the limit of live keys is reached, the original has ended or is being replaced, or the
 *       deadline is over. The event {@code key_refused} names the reason, and acknowledging the key
 *       is refused for that very reason. The limit is looked at only then. If the account was
 *       erased, nothing of the key is recorded but the event {@code staged_key_discarded} in the
 *       host's trail.
 *   <li>Access policy and entitlement are the host's own word and are asked once, within its
 *       transaction.
 *   <li>If the partner's profile has changed, the key gets the profile of the moment of its
 *       adoption; {@link IssuedKey#key} shows that of the request, the acknowledgement returns what
 *       the key has.
 *   <li>A replacement takes effect at the adoption. For a leak revoke the original, which waits for
 *       no transaction of anybody.
 *   <li>An idempotency key is refused: the host's transaction already makes the request happen
 *       once, and holding one would make a repeated request wait for that transaction.
 * </ul>
 *
 * <p>While the host's transaction is open the library reads through connections of its own. A pool
 * that both share must have room for two connections for each thread that does this.
 *
 * @since 1.0
 */
public interface StagingIssuer {

  /**
   * Creates a key; see {@link KeyIssuer#create} for what is checked.
   *
   * @param actor who creates it
   * @param request what to create, without an idempotency key
   * @return the key with its text, which can be read through this object alone
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if constraints are broken
   * @throws RefusedException as {@link KeyIssuer#create}, but for the limit of live keys
   * @throws StoreUnavailableException if the store or the host's transaction fails; roll it back
   */
  IssuedKey create(Actor actor, NewKey request);

  /**
   * Replaces a key by a successor; see {@link KeyIssuer#replace} for what is checked.
   *
   * @param actor who replaces it
   * @param request which key, and when it ends; without an idempotency key
   * @return the successor with its text
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if constraints are broken
   * @throws RefusedException as {@link KeyIssuer#replace}
   * @throws StoreUnavailableException if the store or the host's transaction fails; roll it back
   */
  IssuedKey replace(Actor actor, Replacement request);
}
