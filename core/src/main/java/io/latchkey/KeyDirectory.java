package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * Shows the keys of an account. Thread-safe. Nothing here, and nothing anywhere, shows a key's
 * text.
 *
 * @since 1.0
 */
public interface KeyDirectory {

  /**
   * Finds a key of the actor's account.
   *
   * @param actor who asks
   * @param keyId the key
   * @return the key
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException with {@link RefusalReason#KEY_NOT_FOUND} if the account has no such
   *     key, whoever else may
   * @throws StoreUnavailableException if the store fails
   */
  KeyInfo find(Actor actor, KeyId keyId);

  /**
   * Lists keys of the actor's account, newest first. A walk with cursors shows every key that was
   * there throughout exactly once, whatever happens meanwhile.
   *
   * @param actor who asks; sees the API types for which the policy says yes
   * @param query which keys
   * @param cursor {@link KeyPage#next()} of the page before, or null for the first page
   * @param limit the greatest number of keys on the page, 1 to 1,000
   * @return the page
   * @throws AccessDeniedException if the policy says no for every API type
   * @throws IllegalArgumentException if the limit is out of range or the cursor is none of ours
   * @throws StoreUnavailableException if the store fails
   */
  KeyPage list(Actor actor, KeyQuery query, @Nullable String cursor, int limit);
}
