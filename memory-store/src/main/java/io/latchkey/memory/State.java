package io.latchkey.memory;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.SealUpdate;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import io.latchkey.spi.VersionedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a store holds. Not thread-safe: the store locks around every call. */
final class State {

  private final KeyTable keys = new KeyTable();
  private final NavigableMap<String, StoredPartner> partners = new TreeMap<>();
  private final Map<String, AccountRecord> accounts = new HashMap<>();
  private final Map<String, Chain> chains = new HashMap<>();
  private final IdempotencyTable requests = new IdempotencyTable();
  private final StagedTable staged = new StagedTable();
  private final Feed feed = new Feed();

  CommitResult commit(Commit commit) {
    CommitResult.Status status = new Preconditions(commit, this).judge();
    if (status != CommitResult.Status.COMMITTED) {
      return CommitResult.refused(status);
    }
    long before = feed.newest();
    // First of all, because it may throw.
    commit.sealUpdate().ifPresent(update -> updateSeal(chain(commit.chain()), update));
    commit.adopts().ifPresent(staged::remove);
    writeKeys(commit);
    commit.partners().forEach(this::write);
    commit.accounts().forEach(this::write);
    commit.idempotency().ifPresent(requests::put);
    writeAudit(commit);
    long newest = feed.newest();
    return CommitResult.committed(newest == before ? 0 : newest);
  }

  private void writeKeys(Commit commit) {
    for (StoredKey key : commit.keyInserts()) {
      keys.insert(key);
      feed.append(Feed.Kind.KEY, key.record().keyId());
    }
    for (StoredKey key : commit.keyUpdates()) {
      keys.update(key);
      feed.append(Feed.Kind.KEY, key.record().keyId());
    }
    for (VersionedId key : commit.keyDeletes()) {
      keys.delete(key.id());
      feed.append(Feed.Kind.KEY, key.id());
    }
  }

  private void write(StoredPartner partner) {
    partners.put(partner.record().id(), partner);
    feed.append(Feed.Kind.PARTNER, partner.record().id());
  }

  private void write(AccountRecord account) {
    accounts.put(account.id(), account);
    feed.append(Feed.Kind.ACCOUNT, account.id());
  }

  private void writeAudit(Commit commit) {
    commit.chainCut().ifPresent(this::cut);
    commit.events().forEach(chain(commit.chain())::append);
  }

  private Chain chain(String name) {
    return chains.computeIfAbsent(name, Chain::new);
  }

  private static void updateSeal(Chain chain, SealUpdate update) {
    chain.seal(update.next(chain.seal()));
  }

  private void cut(ChainCut cut) {
    Chain chain = chains.get(cut.chain());
    if (chain != null) {
      chain.cutThrough(cut.through());
    }
  }

  Load load() {
    Load owners = owners();
    return new Load(owners.partners(), owners.accounts(), keys.records(), chainSeals());
  }

  Load owners() {
    return new Load(
        partners.values().stream().map(StoredPartner::record).toList(),
        List.copyOf(accounts.values()),
        List.of(),
        Map.of());
  }

  private Map<String, String> chainSeals() {
    Map<String, String> seals = new HashMap<>();
    chains.forEach((name, chain) -> chainSeal(name).ifPresent(seal -> seals.put(name, seal)));
    return seals;
  }

  Optional<String> chainSeal(String name) {
    return Optional.ofNullable(chains.get(name)).map(Chain::seal);
  }

  List<FeedChange> changes(long after, int limit) {
    long last = Math.min(feed.newest(), after + limit);
    List<FeedChange> changes = new ArrayList<>();
    for (long number = after + 1; number <= last; number++) {
      changes.add(change(number));
    }
    return changes;
  }

  private FeedChange change(long number) {
    return switch (feed.kind(number)) {
      case KEY -> keyChange(number, feed.id(number));
      case PARTNER ->
          new FeedChange.PartnerChanged(number, existing(partners.get(feed.id(number))).record());
      case ACCOUNT ->
          new FeedChange.AccountChanged(number, existing(accounts.get(feed.id(number))));
    };
  }

  private FeedChange keyChange(long number, String keyId) {
    StoredKey key = keys.find(keyId);
    return key == null
        ? new FeedChange.KeyRemoved(number, keyId)
        : new FeedChange.KeyChanged(number, key.record());
  }

  long newestChange() {
    return feed.newest();
  }

  long lowWater() {
    return feed.lowWater();
  }

  @Nullable StoredKey key(String keyId) {
    return keys.find(keyId);
  }

  Collection<KeyRow> keysOf(KeyGroup group) {
    return keys.group(group);
  }

  /** The version of a key's row, 0 for none. */
  long keyVersion(String keyId) {
    StoredKey key = keys.find(keyId);
    return key == null ? 0 : key.record().version();
  }

  long partnerVersion(String partnerId) {
    StoredPartner partner = partners.get(partnerId);
    return partner == null ? 0 : partner.record().version();
  }

  long accountVersion(String accountId) {
    AccountRecord account = accounts.get(accountId);
    return account == null ? 0 : account.version();
  }

  boolean isTaken(IdempotencyRecord request) {
    return requests.find(request.scope(), request.createdAt()).isPresent();
  }

  Optional<StoredKey> findKey(String accountId, String keyId) {
    return Optional.ofNullable(keys.find(keyId))
        .filter(key -> key.record().accountId().equals(accountId));
  }

  List<StoredKey> listKeys(KeyCriteria criteria) {
    return keys.list(criteria);
  }

  Optional<StoredPartner> findPartner(String partnerId) {
    return Optional.ofNullable(partners.get(partnerId));
  }

  List<StoredPartner> listPartners() {
    return List.copyOf(partners.values());
  }

  Optional<AccountRecord> findAccount(String accountId) {
    return Optional.ofNullable(accounts.get(accountId));
  }

  Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    return requests.find(scope, at);
  }

  boolean isStaged(String keyId) {
    return staged.contains(keyId);
  }

  void stage(List<StagedKey> keys) {
    keys.forEach(staged::put);
  }

  Optional<StagedKey> findStaged(String accountId, String keyId) {
    return staged.find(accountId, keyId);
  }

  List<StagedKey> staged(String after, int limit) {
    return staged.list(after, limit);
  }

  AuditPage audit(String name, long after, int limit) {
    Chain chain = chains.get(name);
    return (chain == null ? new Chain(name) : chain).page(after, limit);
  }

  void recordUses(Collection<KeyUse> uses) {
    uses.forEach(keys::recordUse);
  }

  int trim(Trim trim) {
    int changes = feed.trim(trim.feedThrough(), trim.limit());
    return changes + requests.trim(trim.idempotencyBefore(), trim.limit() - changes);
  }

  private static <T> T existing(@Nullable T row) {
    if (row == null) {
      throw new IllegalStateException("the feed names a row that was never written: a bug");
    }
    return row;
  }
}
