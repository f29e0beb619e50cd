package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.function.Consumer;

/**
 * Protection against whoever can write to the store but does not have the {@linkplain SealKeys seal
 * keys}. Thread-safe.
 *
 * <p><b>What is sealed.</b> Every row that a verdict or an operation reads: keys with their
 * details, partners with their documents, accounts. The seal is HMAC-SHA-256 over all of the row,
 * its id and its version; a row can't be changed, planted, or given another's digest, permissions,
 * expiry or state. Beside the head of each audit chain stands a sealed sum over the rows that
 * belong to it (the keys of an account; the partners and accounts of the host), renewed in the same
 * transaction as the rows: a single row that is removed, or put back to an older version with its
 * older seal, no longer fits. The host's chain has a seal before anything else is sealed, over no
 * rows if there are none (event {@code seals_begun}): where it is gone, everything is refused.
 *
 * <p><b>When it is checked.</b> Rows, when they are loaded, when the change feed brings them, and
 * when an operation reads them to decide; never during a verification. Sums, at the end of each
 * load; a process that runs refuses any version lower than it has seen, unless the feed says that
 * the store went back in time: then it keeps every end it has seen, takes other rows as the store
 * has them, and looks at the sums once all are there. What does not fit is refused as {@link
 * RejectionReason#SEAL_BROKEN}, which looks to the caller like any bad credential, and is told the
 * operator by {@link Health#brokenSeals}, {@link LatchkeyMetrics#sealBroken} and the log:
 *
 * <table>
 * <caption>What is refused</caption>
 * <tr><th>what does not fit</th><th>what is refused</th></tr>
 * <tr><td>a key's row</td><td>the key</td></tr>
 * <tr><td>a partner's or account's row</td><td>all its keys</td></tr>
 * <tr><td>the sum of an account</td><td>all keys of the account, and changes of them</td></tr>
 * <tr><td>the sum of the host</td><td>all keys, and changes of partners and accounts: the row that
 * is missing could be that of any suspended partner or account</td></tr>
 * </table>
 *
 * <p><b>What it does not protect against.</b> Somebody who has a seal key as well. Reading: seals
 * hide nothing. Denial of service: whoever can write to the store can break every seal, and all
 * keys stop. An account, or the whole database, put back to an earlier state as a whole fits
 * together: it is found only against a {@link SealAnchor}, or by a process that still runs. Rows of
 * the audit trail have {@linkplain AuditTrail a chain of their own}; last uses and idempotency
 * records are not sealed, and nothing about a verdict rests on them.
 *
 * <p><b>Getting there.</b> Start every process with {@link SealMode#MIGRATING}, call {@link
 * #reseal}, look at {@link #status}, then start every process with {@link SealMode#REQUIRED}. A
 * process without seal keys must not write meanwhile: it takes the seals of the rows it changes
 * away.
 *
 * @since 1.0
 */
public interface Seals {

  /**
   * Looks at the seal of every row with all that belongs to it: details of keys, documents of
   * partners, staged keys. Reads the whole store.
   *
   * @param host who asks
   * @return how many rows are sealed with which key, and what is wrong
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   * @throws IllegalStateException if there are no seal keys
   */
  SealStatus status(HostActor host);

  /**
   * Seals every row with the current key that has another's seal, or none while migrating. Goes on
   * beside all other operations, in small transactions of which each stands in the audit trail; a
   * row that is changed meanwhile is left to whoever changed it. If it is interrupted, calling it
   * again goes on with what is left.
   *
   * <p>The old seal is checked first. A row whose seal is broken is left as it is and named in the
   * report; so is everything that depends on a sum that does not fit, and the host's chain if its
   * seal is gone: unless migrating, only {@link #acceptHostRows} writes that again.
   *
   * @param host who asks
   * @param progress is told how far it is, after each transaction; what it throws ends the run
   * @return what was done and what was left
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   * @throws IllegalStateException if there are no seal keys
   */
  @CanIgnoreReturnValue
  ResealReport reseal(HostActor host, Consumer<ResealReport> progress);

  /**
   * Accepts the keys of an account as they are, once a person has found out what happened and put
   * right what can be: the sum is worked out anew from the rows whose own seal is whole. Rows whose
   * seal is broken go on being refused. Other processes notice within a minute.
   *
   * @param host who accepts it
   * @param account whose keys
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   * @throws IllegalStateException if there are no seal keys
   */
  void acceptRows(HostActor host, AccountId account);

  /**
   * The same for the host's own rows: all partners, and the status of all accounts.
   *
   * @param host who accepts it
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   * @throws IllegalStateException if there are no seal keys
   */
  void acceptHostRows(HostActor host);
}
