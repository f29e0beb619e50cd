package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * Stops and erases accounts. The host actor's; thread-safe. An account needs no registration: it is
 * active until something is said of it here.
 *
 * @since 1.0
 */
public interface AccountRegistry {

  /**
   * The status of an account.
   *
   * @param account the account
   * @return its status; {@link AccountStatus#ACTIVE} for an account never heard of
   * @throws StoreUnavailableException if the store fails
   */
  AccountStatus status(AccountId account);

  /**
   * Stops all keys of an account, reversibly.
   *
   * @param host the host
   * @param account the account
   * @throws AccessDeniedException if the host policy says no
   * @throws RefusedException with {@link RefusalReason#ACCOUNT_STOPPED} if it is erased
   * @throws StoreUnavailableException if the store fails
   */
  void suspend(HostActor host, AccountId account);

  /**
   * Lets the keys of a suspended account work again.
   *
   * @param host the host
   * @param account the account
   * @throws AccessDeniedException if the host policy says no
   * @throws RefusedException with {@link RefusalReason#ACCOUNT_STOPPED} if it is erased
   * @throws StoreUnavailableException if the store fails
   */
  void resume(HostActor host, AccountId account);

  /**
   * Erases an account: its keys stop at once, then keys and audit trail are removed in batches.
   * What stays is that the id was erased, and a signed checkpoint of the trail in the host's own
   * trail. After a failure repeat the call; it goes on where it stopped. Until then the host's
   * trail tells how far it came ({@code account_trail_erased}), and has no {@code account_erased}.
   *
   * <p>Idempotency records of the account, which hold ids alone, go when their 24 hours are over.
   *
   * @param host the host
   * @param account the account
   * @return what was removed
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  Erasure erase(HostActor host, AccountId account);
}
