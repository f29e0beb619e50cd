package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Creates keys and changes them through their life. Thread-safe: operations that run at the same
 * time behave as if they ran one after the other, and whoever loses a race is told what the winner
 * made of the key.
 *
 * <p>Every method names who acts and asks the {@link AccessPolicy}. A denial is the same whether or
 * not the key exists; a key is found only in the actor's own account. When a method returns, its
 * change is committed together with its audit event, and this node's verifier honours it.
 *
 * <h2>The life of a key</h2>
 *
 * <p>What each operation does in each state; the columns with an instant in them (abandoned,
 * replaced, expired) hold from that instant on, whether or not anything has recorded it.
 * <i>Same</i> changes nothing, writes no event and returns the key, so that every operation can be
 * repeated; a refusal is a {@link RefusedException} with the reason named. Revoking a key that time
 * has ended writes that end down if nobody has yet, so that no clock can bring the key back.
 *
 * <table>
 * <caption>State and operation</caption>
 * <tr><th>operation</th><th>pending</th><th>active</th><th>disabled</th><th>revoked, replaced, expired</th><th>abandoned</th></tr>
 * <tr><td>acknowledge</td><td>active</td><td>same</td><td>same</td><td>{@code KEY_ENDED}</td><td>{@code ABANDONED}</td></tr>
 * <tr><td>replace</td><td>{@code NOT_ACKNOWLEDGED}</td><td>a successor</td><td>a successor</td><td>{@code KEY_ENDED}</td><td>{@code KEY_ENDED}</td></tr>
 * <tr><td>disable</td><td>{@code NOT_ACKNOWLEDGED}</td><td>disabled</td><td>same</td><td>{@code KEY_ENDED}</td><td>{@code KEY_ENDED}</td></tr>
 * <tr><td>enable</td><td>{@code NOT_ACKNOWLEDGED}</td><td>same</td><td>active</td><td>{@code KEY_ENDED}</td><td>{@code KEY_ENDED}</td></tr>
 * <tr><td>revoke</td><td>revoked</td><td>revoked</td><td>revoked</td><td>same</td><td>same</td></tr>
 * <tr><td>change description, change expiry</td><td>done</td><td>done</td><td>done</td><td>{@code KEY_ENDED}</td><td>{@code KEY_ENDED}</td></tr>
 * </table>
 *
 * <p>Acknowledging an active or disabled key whose reveal number is not the newest is {@code
 * SUPERSEDED}, as it is for a pending one. With {@link Latchkey.Builder#activateOnCreate} a key
 * starts active, and its acknowledgement ends its reveal.
 *
 * <p><b>Replacements.</b> A replacement is open while both keys are live; until then neither can be
 * replaced again ({@code REPLACEMENT_OPEN}). If the successor is revoked or abandoned first, the
 * replacement closes and the original stays as it is, with whatever end it already had. If the
 * original ends first, the successor goes on. A disabled key may be replaced and stays disabled.
 *
 * <p><b>Keys of a host's own transaction</b> ({@link Latchkey#within}) are adopted by whatever
 * names them here. Until that transaction has committed, every operation that names one is refused
 * with {@link RefusalReason#NOT_COMMITTED} in the process that made it; one that could not be had
 * any more is there and has ended, and acknowledging it is refused for the reason. See {@link
 * StagingIssuer}.
 *
 * @since 1.0
 */
public interface KeyIssuer {

  /**
   * Creates a key. Checked in this order: access policy; constraints of the request, all at once;
   * the account's status; a repeated request; entitlement; partner known, active, connected by key;
   * the limit of live keys.
   *
   * <p>Repeated with the same idempotency key by the same actor: while the reveal is open in this
   * process, the same object; otherwise, while the key is pending, the same key with a <em>fresh
   * secret</em> and a new deadline, the earlier secret being void; after that {@link
   * RefusalReason#ALREADY_ISSUED}, {@link RefusalReason#ABANDONED} or {@link
   * RefusalReason#KEY_ENDED}.
   *
   * @param actor who creates it
   * @param request what to create
   * @return the key with its text, which can be read through this object alone
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if constraints are broken
   * @throws RefusedException with {@link RefusalReason#ACCOUNT_STOPPED}, {@link
   *     RefusalReason#NOT_ENTITLED}, {@link RefusalReason#PARTNER_UNKNOWN}, {@link
   *     RefusalReason#PARTNER_SUSPENDED}, {@link RefusalReason#PARTNER_RETIRED}, {@link
   *     RefusalReason#PARTNER_USES_OAUTH}, {@link RefusalReason#PARTNER_NOT_CONNECTED}, {@link
   *     RefusalReason#LIMIT_REACHED}, {@link RefusalReason#IDEMPOTENCY_MISMATCH} or one of a
   *     repeated request
   * @throws StoreUnavailableException if the store fails
   */
  IssuedKey create(Actor actor, NewKey request);

  /**
   * Acknowledges that a key was stored: its text can't be read again, anywhere, and the key is
   * live. By default only its creator may.
   *
   * @param actor who acknowledges
   * @param issued what was shown
   * @return the key as it is now
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException with {@link RefusalReason#KEY_NOT_FOUND}, {@link
   *     RefusalReason#NOT_THE_CREATOR}, {@link RefusalReason#SUPERSEDED}, {@link
   *     RefusalReason#ABANDONED}, {@link RefusalReason#KEY_ENDED} or {@link
   *     RefusalReason#ACCOUNT_STOPPED}
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo acknowledge(Actor actor, IssuedKey issued);

  /**
   * Acknowledges by id and reveal number, for a host that handles the page's next request in
   * another process.
   *
   * @param actor who acknowledges
   * @param keyId the key
   * @param revealNumber the {@linkplain IssuedKey#revealNumber() number of the reveal} that was
   *     shown
   * @return the key as it is now
   * @throws AccessDeniedException as {@link #acknowledge(Actor, IssuedKey)}
   * @throws RefusedException as {@link #acknowledge(Actor, IssuedKey)}
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo acknowledge(Actor actor, KeyId keyId, int revealNumber);

  /**
   * Replaces a key by a successor with the partner's current permissions. Takes the original's
   * place in the limit of live keys. A retired partner, or one that has moved to OAuth since, keeps
   * working integrations alive this way (then with the original's permissions) unless the host
   * forbids it; a suspended one does not.
   *
   * @param actor who replaces it
   * @param request which key, and when it ends
   * @return the successor with its text; {@link IssuedKey#permissionChange()} tells what it may do
   *     more or less
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if constraints are broken
   * @throws RefusedException with {@link RefusalReason#KEY_NOT_FOUND}, {@link
   *     RefusalReason#NOT_ACKNOWLEDGED}, {@link RefusalReason#KEY_ENDED}, {@link
   *     RefusalReason#REPLACEMENT_OPEN}, or as {@link #create}
   * @throws StoreUnavailableException if the store fails
   */
  IssuedKey replace(Actor actor, Replacement request);

  /**
   * Turns a key off, reversibly.
   *
   * @param actor who does it
   * @param keyId the key
   * @return the key as it is now
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException see the table
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo disable(Actor actor, KeyId keyId);

  /**
   * Turns a disabled key on again.
   *
   * @param actor who does it
   * @param keyId the key
   * @return the key as it is now
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException see the table
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo enable(Actor actor, KeyId keyId);

  /**
   * Ends a key for ever.
   *
   * @param actor who does it
   * @param keyId the key
   * @param revocation why
   * @return the key as it is now
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if the note is too long or has control characters
   * @throws RefusedException see the table
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo revoke(Actor actor, KeyId keyId, Revocation revocation);

  /**
   * Ends every live key that the actor's account has for a partner. Keys are revoked in batches,
   * each atomic: after a failure repeat the call.
   *
   * @param actor who does it
   * @param partner the partner
   * @param revocation why
   * @return how many keys this call revoked
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if the note is too long or has control characters
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  int revokeAll(Actor actor, PartnerId partner, Revocation revocation);

  /**
   * Ends every live key for a partner in every account. Keys are revoked in batches, each atomic:
   * after a failure repeat the call. To stop them at once and reversibly, {@linkplain
   * PartnerRegistry#suspend suspend} the partner first.
   *
   * @param host the host
   * @param partner the partner
   * @param revocation why
   * @return how many keys this call revoked
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if the note is too long or has control characters
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  int revokeAll(HostActor host, PartnerId partner, Revocation revocation);

  /**
   * Changes what people call a key.
   *
   * @param actor who does it
   * @param keyId the key
   * @param description 1 to 255 characters after trimming, no control characters
   * @return the key as it is now
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if the description breaks a constraint
   * @throws RefusedException see the table
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo changeDescription(Actor actor, KeyId keyId, String description);

  /**
   * Changes when a key expires. An end that its replacement has set stays.
   *
   * @param actor who does it
   * @param keyId the key
   * @param expiresAt in the future and within the host's maximum term, counted from now; rounded
   *     down to the millisecond; null for never, unless the host has a maximum
   * @return the key as it is now
   * @throws AccessDeniedException if the policy says no
   * @throws InvalidRequestException if the instant is out of range
   * @throws RefusedException see the table; an expired key stays expired
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  KeyInfo changeExpiry(Actor actor, KeyId keyId, @Nullable Instant expiresAt);

  /**
   * Reports that the full text of a key was found where it must not be. If the text is a key of
   * this store, with its right secret, the key is revoked unless it has ended.
   *
   * @param host the host
   * @param keyText the text that was found; not kept
   * @return which key it is and what was done
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException with {@link RefusalReason#NOT_A_KEY}, or {@link
   *     RefusalReason#NOT_AVAILABLE} if the index has no such key and can't be brought up to date
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  LeakReport reportLeak(HostActor host, String keyText);

  /**
   * Removes keys that ended before an instant, in one bounded batch. Their audit entries stay.
   *
   * @param host the host
   * @param endedBefore keys whose end was recorded before this instant go
   * @param limit the greatest number of keys to remove, 1 to 1,000
   * @return how many keys were removed; less than {@code limit} if no more are left
   * @throws AccessDeniedException if the policy says no
   * @throws IllegalArgumentException if the limit is out of range
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  int purge(HostActor host, Instant endedBefore, int limit);
}
