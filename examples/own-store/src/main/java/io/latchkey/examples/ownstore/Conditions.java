package io.latchkey.examples.ownstore;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Judges a commit before anything of it is written: rules C2 to C5. */
final class Conditions {

  private final Tables tables;
  private final Commit commit;

  private Conditions(Tables tables, Commit commit) {
    this.tables = tables;
    this.commit = commit;
  }

  /** Why a commit is refused, or {@link Status#COMMITTED}. */
  static Status judge(Tables tables, Commit commit) {
    Conditions conditions = new Conditions(tables, commit);
    return conditions
        .ofKeys()
        .or(conditions::ofPartners)
        .or(conditions::ofAccounts)
        .or(conditions::ofIdempotency)
        .or(conditions::ofLimit)
        .orElse(Status.COMMITTED);
  }

  private Optional<Status> ofKeys() {
    List<VersionedId> written = new ArrayList<>();
    commit.keyInserts().forEach(key -> written.add(rowBefore(key)));
    commit.keyUpdates().forEach(key -> written.add(rowBefore(key)));
    for (VersionedId deleted : commit.keyDeletes()) {
      if (deleted.version() == 0) {
        return Optional.of(Status.STALE);
      }
      written.add(deleted);
    }
    return refusal(
        written, List.of(), id -> version(tables.key(id).map(key -> key.record().version())));
  }

  private Optional<Status> ofPartners() {
    List<VersionedId> written =
        commit.partners().stream()
            .map(partner -> rowBefore(partner.record().id(), partner.record().version()))
            .toList();
    return refusal(
        written,
        commit.partnerGuards(),
        id -> version(tables.partner(id).map(partner -> partner.record().version())));
  }

  private Optional<Status> ofAccounts() {
    List<VersionedId> written =
        commit.accounts().stream()
            .map(account -> rowBefore(account.id(), account.version()))
            .toList();
    return refusal(
        written,
        commit.accountGuards(),
        id -> version(tables.account(id).map(AccountRecord::version)));
  }

  private Optional<Status> ofIdempotency() {
    return commit
        .idempotency()
        .flatMap(request -> tables.request(request.scope(), request.createdAt()))
        .map(taken -> Status.IDEMPOTENCY_KEY_TAKEN);
  }

  private Optional<Status> ofLimit() {
    return commit.liveLimit().filter(this::isReached).map(limit -> Status.LIMIT_REACHED);
  }

  /** Counts keys as the commit leaves them, without those that it inserts. */
  private boolean isReached(LiveLimit limit) {
    Map<String, StoredKey> keys = new HashMap<>();
    tables.keys().forEach(key -> keys.put(key.record().keyId(), key));
    commit.keyUpdates().forEach(key -> keys.put(key.record().keyId(), key));
    commit.keyDeletes().forEach(key -> keys.remove(key.id()));
    long count =
        keys.values().stream()
            .filter(key -> isLive(limit, key))
            .filter(key -> !takesAPlace(limit, key, keys))
            .count();
    return count >= limit.max();
  }

  /** Whether a key replaces one that counts itself. */
  private static boolean takesAPlace(LiveLimit limit, StoredKey key, Map<String, StoredKey> keys) {
    return key.details()
        .predecessorId()
        .map(keys::get)
        .filter(original -> isLive(limit, original))
        .isPresent();
  }

  private static boolean isLive(LiveLimit limit, StoredKey key) {
    return key.record().accountId().equals(limit.accountId())
        && key.record().partnerId().equals(limit.partnerId())
        && key.record().apiType().equals(limit.apiType())
        && limit.liveStates().contains(key.record().stateAt(limit.at()));
  }

  /** Each row that is written must be at the version named, and be named once. */
  private static Optional<Status> refusal(
      List<VersionedId> written, List<VersionedId> guards, ToLongFunction<String> version) {
    Set<String> named = new HashSet<>();
    for (VersionedId row : written) {
      if (!named.add(row.id()) || version.applyAsLong(row.id()) != row.version()) {
        return Optional.of(row.version() == 0 ? Status.DUPLICATE : Status.STALE);
      }
    }
    boolean held =
        guards.stream().allMatch(guard -> version.applyAsLong(guard.id()) == guard.version());
    return held ? Optional.empty() : Optional.of(Status.STALE);
  }

  private static VersionedId rowBefore(StoredKey key) {
    return rowBefore(key.record().keyId(), key.record().version());
  }

  /** The row that a write replaces; version 0 for none. */
  private static VersionedId rowBefore(String id, long version) {
    return new VersionedId(id, version - 1);
  }

  private static long version(Optional<Long> row) {
    return row.orElse(0L);
  }
}
