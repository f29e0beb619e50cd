package io.latchkey.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A store of keys, partners, accounts and their audit chains. Implementations are thread-safe.
 *
 * <p>The rules, by the numbers under which the contract suite checks them:
 *
 * <p><b>Commits.</b>
 *
 * <ul>
 *   <li><b>C1</b> A {@linkplain #commit commit} is written as a whole or not at all, and is durable
 *       when the method returns {@link CommitResult.Status#COMMITTED}.
 *   <li><b>C2</b> An update, a delete or a guard succeeds only if the row has exactly the version
 *       it names, otherwise the commit is {@link CommitResult.Status#STALE}. Of any number of
 *       concurrent commits that name one version of a row, at most one that writes the row is
 *       committed.
 *   <li><b>C3</b> Inserting an id that exists is {@link CommitResult.Status#DUPLICATE}.
 *   <li><b>C4</b> The {@link LiveLimit} is counted so that no two concurrent commits in one account
 *       pass it together.
 *   <li><b>C5</b> An idempotency record is inserted only if its scope has none, or one whose {@code
 *       expiresAt} is at or before the new one's {@code createdAt}; otherwise the commit is {@link
 *       CommitResult.Status#IDEMPOTENCY_KEY_TAKEN}.
 *   <li><b>C6</b> An update writes everything but the last use, which keeps its value.
 *   <li><b>C7</b> Nothing is interpreted: text comes back as it was given, to the last character;
 *       ids are compared byte for byte, so that ids differing in case, accent, width or trailing
 *       space are different ids; instants come back to the millisecond, whatever the default time
 *       zone or locale.
 *   <li><b>C8</b> If more than one refusal applies, any of them may be returned.
 *   <li><b>C9</b> Conflicts that the store's own locking causes (deadlock, serialisation failure)
 *       are {@link StoreException.Kind#CONTENTION}; a store locks staged keys, then keys by rising
 *       id, then partners, then accounts, then the chain head, then the feed.
 * </ul>
 *
 * <p><b>Audit.</b>
 *
 * <ul>
 *   <li><b>A1</b> A commit's events are appended to its chain with {@link AuditChain#link}, in
 *       their order, while the chain's head is locked: numbers have no gaps and no repetition,
 *       whatever runs at the same time.
 *   <li><b>A2</b> {@link #audit} answers from one state of the chain.
 *   <li><b>A3</b> A truncated chain keeps its head, and the seal of its head.
 *   <li><b>A4</b> A commit with a {@link SealUpdate} sets the seal of its chain's head to what that
 *       makes of the present one, worked out while the head is locked: whatever runs at the same
 *       time, each update sees what the one before made. A refused commit changes no seal, and one
 *       whose update throws is not made: the exception reaches the caller.
 * </ul>
 *
 * <p><b>Feed.</b>
 *
 * <ul>
 *   <li><b>F1</b> A {@linkplain #load load} holds every row, and every seal of a chain's head, as
 *       new as the position it returns, or newer.
 *   <li><b>F2</b> Every key, partner or account that a commit writes or deletes makes one change.
 *       Numbers rise in order of commit: once a reader has seen number n, no commit ever adds a
 *       change numbered n or below.
 *   <li><b>F3</b> A change can be read from the moment its commit returns.
 *   <li><b>F4</b> A change carries the record as it is when read, or {@link FeedChange.KeyRemoved}
 *       if the key is gone.
 *   <li><b>F5</b> A reader below the low-water mark is told so and gets no changes.
 *   <li><b>F6</b> The epoch stays the same for the life of the store.
 * </ul>
 *
 * <p><b>Staging</b>, of a store that declares {@link KeySource.Capability#STAGES}.
 *
 * <ul>
 *   <li><b>S1</b> What {@link Staging#stage} writes belongs to the host's transaction: {@link
 *       #findStaged} and {@link #staged} show it from the moment that transaction has committed, to
 *       nobody before, and never if it is rolled back.
 *   <li><b>S2</b> A host's transaction that has staged keys holds nothing that a commit, a load, a
 *       reader of the feed or another host's transaction waits for, however long it stays open: no
 *       lock on a key, a partner, an account, the head of a chain or the feed. Staging makes no
 *       change in the feed and appends no event.
 *   <li><b>S3</b> A commit that {@linkplain Commit#adopts adopts} a staged key removes it; if the
 *       key is not staged, or its transaction has not committed, the commit is {@link
 *       CommitResult.Status#STALE}. Of any number of concurrent commits that adopt one staged key,
 *       at most one is committed.
 *   <li><b>S4</b> Staged keys are listed by rising key id and are found in their own account alone;
 *       rule C7 holds for all of them.
 * </ul>
 *
 * <p><b>Reading.</b>
 *
 * <ul>
 *   <li><b>L1</b> A list is ordered by creation, newest first, and among equals by rising key id;
 *       with a cursor it goes on strictly behind it. A walk with cursors shows every row that was
 *       there throughout exactly once, whatever is written meanwhile.
 *   <li><b>L2</b> Every criterion narrows the list; criteria are joined by and.
 *   <li><b>L3</b> What is returned is immutable and later writes do not show in it.
 *   <li><b>L4</b> {@link #owners} hands over every partner and then every account, each as new as
 *       the call or newer, and nothing else.
 *   <li><b>U1</b> {@link #recordUses} only moves a last use forward; it ignores unknown keys,
 *       touches nothing else, makes no change in the feed and raises no version.
 * </ul>
 *
 * @since 1.0
 */
public interface KeyStore extends KeySource {

  /**
   * Writes a set of inserts, conditional updates and audit events: all of it or nothing (rules C1
   * to C9, A1).
   *
   * @param commit what to write under which conditions
   * @return the outcome; a refusal has left nothing behind
   * @throws StoreException if the store fails; the kind says whether anything can have been written
   */
  CommitResult commit(Commit commit);

  /**
   * Finds a key of an account.
   *
   * @param accountId the account
   * @param keyId the key
   * @return the key, or empty if the account has no such key, whoever else may
   * @throws StoreException if the store fails
   */
  Optional<StoredKey> findKey(String accountId, String keyId);

  /**
   * Lists keys (rules L1 to L3).
   *
   * @param criteria which keys, and how many at most
   * @return the keys
   * @throws StoreException if the store fails
   */
  List<StoredKey> listKeys(KeyCriteria criteria);

  /**
   * Finds a partner.
   *
   * @param partnerId the partner
   * @return the partner, or empty
   * @throws StoreException if the store fails
   */
  Optional<StoredPartner> findPartner(String partnerId);

  /**
   * Lists all partners.
   *
   * @return the partners by rising id
   * @throws StoreException if the store fails
   */
  List<StoredPartner> listPartners();

  /**
   * Hands over the records of all partners and then of all accounts, as a {@linkplain #load load}
   * does, without any key or seal (rule L4). Unless a store knows better, it loads everything.
   *
   * @param sink receives the records; called on the calling thread, never after this method
   *     returned
   * @throws StoreException if the records can't be read; the sink may have seen part of them
   */
  default void owners(RecordSink sink) {
    FeedPosition unused = load(new OwnersOnly(sink));
  }

  /**
   * Finds an account.
   *
   * @param accountId the account
   * @return the account's record, or empty if none was ever written
   * @throws StoreException if the store fails
   */
  Optional<AccountRecord> findAccount(String accountId);

  /**
   * Finds an idempotency record.
   *
   * @param scope its scope
   * @param at a record whose {@code expiresAt} is at or before this instant counts as absent
   * @return the record, or empty
   * @throws StoreException if the store fails
   */
  Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at);

  /**
   * Reads a page of an audit chain (rule A2).
   *
   * @param chain the chain's name
   * @param after the number of the last event already seen, 0 for none
   * @param limit the greatest number of events, at least 1
   * @return the events and the chain's head; {@link ChainHead#empty} for a chain nobody wrote to
   * @throws StoreException if the store fails
   */
  AuditPage audit(String chain, long after, int limit);

  /**
   * Reads the seal of a chain's head (rule A4).
   *
   * @param chain the chain's name
   * @return what the last {@link SealUpdate} of a commit to the chain made, or empty if there was
   *     none
   * @throws StoreException if the store fails
   */
  Optional<String> chainSeal(String chain);

  /**
   * Records uses of keys (rule U1).
   *
   * @param uses at most 10,000 uses; a key may stand in it more than once
   * @throws StoreException if the store fails; part of the uses may have been recorded, and giving
   *     them again is safe
   */
  void recordUses(Collection<KeyUse> uses);

  /**
   * Removes what nobody needs any more, in one bounded step.
   *
   * @param trim what may go
   * @return how many rows were removed; 0 when nothing is left to remove
   * @throws StoreException if the store fails; giving the request again is safe
   */
  int trim(Trim trim);

  /**
   * Finds a key that a host's transaction has staged and committed and that nobody adopted yet
   * (rules S1 and S4).
   *
   * @param accountId the account
   * @param keyId the key
   * @return the staged key, or empty; always empty unless {@link KeySource.Capability#STAGES} is
   *     declared
   * @throws StoreException if the store fails
   */
  default Optional<StagedKey> findStaged(String accountId, String keyId) {
    return Optional.empty();
  }

  /**
   * Lists keys that hosts' transactions have staged and committed and that nobody adopted yet
   * (rules S1 and S4). A row that can't be read is passed over: it must not keep the others from
   * being adopted.
   *
   * @param after the id of the last key already seen; empty text to begin
   * @param limit the greatest number of keys, at least 1
   * @return staged keys of all accounts by rising key id, fewer than {@code limit} if rows were
   *     passed over, none only if there are no more that can be read; always empty unless {@link
   *     KeySource.Capability#STAGES} is declared
   * @throws StoreException if the store fails
   */
  default List<StagedKey> staged(String after, int limit) {
    return List.of();
  }
}
