package io.latchkey.sabotage;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.VersionedId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ReferenceStore} holds and how a commit changes it, in plain maps. Each method is a
 * part that a sabotage can replace.
 */
abstract class ReferenceState {

  final Map<String, StoredKey> keys = new TreeMap<>();
  final Map<String, StoredPartner> partners = new TreeMap<>();
  final Map<String, AccountRecord> accounts = new TreeMap<>();
  final Map<IdempotencyScope, IdempotencyRecord> requests = new HashMap<>();
  final Map<String, List<AuditEvent>> events = new HashMap<>();
  final Map<String, ChainHead> heads = new HashMap<>();
  final NavigableMap<String, StagedKey> staged = new TreeMap<>();
  final Map<String, String> seals = new HashMap<>();
  final NavigableMap<Long, Row> feed = new TreeMap<>();
  long newest;
  long lowWater;

  /** What a change is about. */
  record Row(Kind kind, String id) {}

  /** Kinds of row. */
  enum Kind {
    KEY,
    PARTNER,
    ACCOUNT
  }

  Status judge(Commit commit) {
    if (isDuplicate(commit)) {
      return Status.DUPLICATE;
    }
    if (isStale(commit) || !guardsHold(commit) || !isStaged(commit)) {
      return Status.STALE;
    }
    if (commit.idempotency().filter(this::isTaken).isPresent()) {
      return Status.IDEMPOTENCY_KEY_TAKEN;
    }
    return commit.liveLimit().filter(limit -> isFull(limit, commit)).isPresent()
        ? Status.LIMIT_REACHED
        : Status.COMMITTED;
  }

  boolean isDuplicate(Commit commit) {
    return commit.keyInserts().stream().anyMatch(key -> keyVersion(key.record().keyId()) > 0)
        || commit.partners().stream()
            .map(StoredPartner::record)
            .anyMatch(partner -> partner.version() == 1 && partnerVersion(partner.id()) > 0)
        || commit.accounts().stream()
            .anyMatch(account -> account.version() == 1 && accountVersion(account.id()) > 0);
  }

  boolean isStale(Commit commit) {
    for (StoredKey key : commit.keyUpdates()) {
      if (keyVersion(key.record().keyId()) != key.record().version() - 1) {
        return true;
      }
    }
    for (VersionedId key : commit.keyDeletes()) {
      if (keyVersion(key.id()) != key.version()) {
        return true;
      }
    }
    for (StoredPartner partner : commit.partners()) {
      if (partnerVersion(partner.record().id()) != partner.record().version() - 1) {
        return true;
      }
    }
    for (AccountRecord account : commit.accounts()) {
      if (accountVersion(account.id()) != account.version() - 1) {
        return true;
      }
    }
    return false;
  }

  boolean guardsHold(Commit commit) {
    return commit.partnerGuards().stream()
            .allMatch(guard -> partnerVersion(guard.id()) == guard.version())
        && commit.accountGuards().stream()
            .allMatch(guard -> accountVersion(guard.id()) == guard.version());
  }

  boolean isStaged(Commit commit) {
    return commit.adopts().map(keyId -> staged.containsKey(id(keyId))).orElse(true);
  }

  boolean isTaken(IdempotencyRecord request) {
    IdempotencyRecord there = requests.get(request.scope());
    return there != null && there.expiresAt().isAfter(request.createdAt());
  }

  /** Counts on a copy that the updates and deletes were made on, but not the inserts. */
  boolean isFull(LiveLimit limit, Commit commit) {
    Map<String, StoredKey> then = new TreeMap<>(keys);
    commit.keyUpdates().forEach(key -> then.put(id(key.record().keyId()), key));
    commit.keyDeletes().forEach(key -> then.remove(id(key.id())));
    long count =
        then.values().stream()
            .filter(key -> isLive(key, limit))
            .filter(key -> !isLive(predecessor(key, then), limit))
            .count();
    return count >= limit.max();
  }

  @Nullable StoredKey predecessor(StoredKey key, Map<String, StoredKey> all) {
    return key.details().predecessorId().map(id -> all.get(id(id))).orElse(null);
  }

  boolean isLive(@Nullable StoredKey key, LiveLimit limit) {
    return key != null
        && key.record().accountId().equals(limit.accountId())
        && key.record().partnerId().equals(limit.partnerId())
        && key.record().apiType().equals(limit.apiType())
        && limit.liveStates().contains(key.record().stateAt(limit.at()));
  }

  /** Worked out before anything is written, because it may throw. */
  void updateSeal(Commit commit) {
    commit
        .sealUpdate()
        .ifPresent(update -> seals.put(commit.chain(), update.next(seals.get(commit.chain()))));
  }

  void write(Commit commit) {
    updateSeal(commit);
    commit.adopts().ifPresent(this::unstage);
    for (StoredKey key : commit.keyInserts()) {
      put(key, null);
    }
    for (StoredKey key : commit.keyUpdates()) {
      put(key, keys.get(id(key.record().keyId())));
    }
    for (VersionedId key : commit.keyDeletes()) {
      keys.remove(id(key.id()));
      change(Kind.KEY, key.id());
    }
    for (StoredPartner partner : commit.partners()) {
      partners.put(id(partner.record().id()), partner);
      change(Kind.PARTNER, partner.record().id());
    }
    for (AccountRecord account : commit.accounts()) {
      accounts.put(id(account.id()), account);
      change(Kind.ACCOUNT, account.id());
    }
    commit.idempotency().ifPresent(request -> requests.put(request.scope(), request));
    commit.chainCut().ifPresent(this::cut);
    commit.events().forEach(event -> append(commit.chain(), event));
  }

  void put(StoredKey key, @Nullable StoredKey before) {
    keys.put(id(key.record().keyId()), stored(key, before));
    change(Kind.KEY, key.record().keyId());
  }

  /** The row that a key becomes, given the row that was there. */
  StoredKey stored(StoredKey key, @Nullable StoredKey before) {
    return new StoredKey(
        key.record(), key.details(), before == null ? null : before.lastUsedAt().orElse(null));
  }

  void unstage(String keyId) {
    staged.remove(id(keyId));
  }

  void change(Kind kind, String id) {
    feed.put(++newest, new Row(kind, id));
  }

  void append(String chain, EventDraft draft) {
    AuditEvent event = AuditChain.link(head(chain), draft);
    heads.put(chain, AuditChain.headAt(event));
    events.computeIfAbsent(chain, name -> new ArrayList<>()).add(event);
  }

  void cut(ChainCut cut) {
    events
        .getOrDefault(cut.chain(), new ArrayList<>())
        .removeIf(event -> event.sequence() <= cut.through());
  }

  ChainHead head(String chain) {
    return heads.getOrDefault(chain, ChainHead.empty(chain));
  }

  /** What ids are compared by. */
  String id(String id) {
    return id;
  }

  long keyVersion(String keyId) {
    StoredKey key = keys.get(id(keyId));
    return key == null ? 0 : key.record().version();
  }

  long partnerVersion(String partnerId) {
    StoredPartner partner = partners.get(id(partnerId));
    return partner == null ? 0 : partner.record().version();
  }

  long accountVersion(String accountId) {
    AccountRecord account = accounts.get(id(accountId));
    return account == null ? 0 : account.version();
  }
}
