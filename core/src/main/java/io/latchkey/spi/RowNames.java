package io.latchkey.spi;

import java.util.HashSet;
import java.util.Set;

/**
 * The rows that a commit names. One that stood in it twice would be written or refused according to
 * the order in which a store happens to go about it.
 */
final class RowNames {

  private final String kind;
  private final Set<String> ids = new HashSet<>();

  private RowNames(String kind) {
    this.kind = kind;
  }

  static void requireEachOnce(Commit commit) {
    RowNames keys = new RowNames("key");
    commit.keyInserts().forEach(key -> keys.add(key.record().keyId()));
    commit.keyUpdates().forEach(key -> keys.add(key.record().keyId()));
    commit.keyDeletes().forEach(key -> keys.add(key.id()));
    RowNames partners = new RowNames("partner");
    commit.partners().forEach(partner -> partners.add(partner.record().id()));
    commit.partnerGuards().forEach(guard -> partners.add(guard.id()));
    RowNames accounts = new RowNames("account");
    commit.accounts().forEach(account -> accounts.add(account.id()));
    commit.accountGuards().forEach(guard -> accounts.add(guard.id()));
  }

  private void add(String id) {
    if (!ids.add(id)) {
      throw new IllegalStateException("a commit names " + kind + " " + id + " twice");
    }
  }
}
