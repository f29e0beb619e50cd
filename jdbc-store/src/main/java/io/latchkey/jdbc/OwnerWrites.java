package io.latchkey.jdbc;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.VersionedId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes and guards partners and accounts by rising id.
 *
 * <p>To guard what must not exist, a row of version 0 is made and locked: whoever wants to insert
 * the record writes to this row and waits. The row stays for the next guard, so it is made once.
 */
final class OwnerWrites {

  private final Session session;
  private final CountedWrites writes;
  private final Owners partners;
  private final Owners accounts;

  OwnerWrites(Session session, Sql sql, CountedWrites writes) {
    this.session = session;
    this.writes = writes;
    partners =
        new Owners(sql.lockPartner, sql.partnerVersion, sql.insertPartner, sql.updatePartner, true);
    accounts =
        new Owners(
            sql.lockAccount, sql.accountVersion, sql.insertAccount, sql.updateAccount, false);
  }

  void writePartners(Commit commit) throws SQLException {
    SortedMap<String, Demand> demands = new TreeMap<>();
    for (StoredPartner partner : commit.partners()) {
      demand(
          demands,
          partner.record().id(),
          partner.record().version() - 1,
          new After(
              partner.record().status(), partner.document(), partner.record().seal().orElse(null)));
    }
    guard(demands, commit.partnerGuards());
    write(partners, demands);
  }

  void writeAccounts(Commit commit) throws SQLException {
    SortedMap<String, Demand> demands = new TreeMap<>();
    for (AccountRecord account : commit.accounts()) {
      demand(
          demands,
          account.id(),
          account.version() - 1,
          new After(account.status(), null, account.seal().orElse(null)));
    }
    guard(demands, commit.accountGuards());
    write(accounts, demands);
  }

  /** A row that is written twice can't be at both versions. */
  private static void demand(
      SortedMap<String, Demand> demands, String id, long version, After after) {
    if (demands.put(id, new Demand(version, after)) != null) {
      throw new Refusal(version == 0 ? Status.DUPLICATE : Status.STALE);
    }
  }

  private static void guard(SortedMap<String, Demand> demands, List<VersionedId> guards) {
    for (VersionedId guard : guards) {
      Demand demand = demands.putIfAbsent(guard.id(), new Demand(guard.version(), null));
      if (demand != null && demand.version != guard.version()) {
        throw new Refusal(Status.STALE);
      }
    }
  }

  private void write(Owners owners, SortedMap<String, Demand> demands) throws SQLException {
    for (var demand : demands.entrySet()) {
      After after = demand.getValue().after;
      if (after == null) {
        hold(owners, demand.getKey(), demand.getValue().version);
      } else {
        write(owners, demand.getKey(), demand.getValue().version, after);
      }
    }
  }

  private void hold(Owners owners, String id, long version) throws SQLException {
    Optional<Long> found = version(owners.lock, id);
    if (found.orElse(0L) != version) {
      throw new Refusal(Status.STALE);
    }
    if (found.isEmpty()) {
      insert(owners, id, 0, null);
    }
  }

  private void write(Owners owners, String id, long version, After after) throws SQLException {
    int written =
        session.update(
            owners.update,
            params -> {
              params.number(version + 1);
              owners.bind(params, after);
              params.id(id).number(version);
            });
    if (written == 1) {
      return;
    }
    if (version > 0) {
      throw new Refusal(Status.STALE);
    }
    Optional<Long> found = version(owners.version, id);
    if (found.isEmpty()) {
      insert(owners, id, 1, after);
    } else if (found.get() == 0) {
      // A guard has made its row since the update looked for it; begun anew, the update finds it.
      throw new Raced();
    } else {
      throw new Refusal(Status.DUPLICATE);
    }
  }

  private Optional<Long> version(String query, String id) throws SQLException {
    return session.first(query, params -> params.id(id), Row::number);
  }

  private void insert(Owners owners, String id, long version, @Nullable After after)
      throws SQLException {
    writes.insert(
        session,
        owners.insert,
        List.of(id),
        (params, only) -> {
          params.id(only).number(version);
          owners.bind(params, after);
        },
        Raced::new);
  }

  /** The statements for partners, or those for accounts. */
  private record Owners(
      String lock, String version, String insert, String update, boolean documented) {

    void bind(Params params, @Nullable After after) throws SQLException {
      params.id(after == null ? null : after.status);
      if (documented) {
        params.text(after == null ? null : after.document);
      }
      params.text(after == null ? null : after.seal);
    }
  }

  /** The version a row must have, 0 for none, and what it becomes, if it is written. */
  private record Demand(long version, @Nullable After after) {}

  private record After(String status, @Nullable String document, @Nullable String seal) {}
}
