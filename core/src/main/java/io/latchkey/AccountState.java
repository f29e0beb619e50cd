package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.VersionedId;
import java.util.Optional;

/** An account's status as a decision needs it, and the version that the decision rests on. */
record AccountState(String id, String status, long version, Optional<String> seal) {

  static final String ACTIVE = "active";
  static final String SUSPENDED = "suspended";
  static final String ERASED = "erased";

  static AccountState read(KeyStore store, String accountId) {
    Optional<AccountRecord> found = store.findAccount(accountId);
    return found
        .map(
            account ->
                new AccountState(accountId, account.status(), account.version(), account.seal()))
        .orElseGet(() -> new AccountState(accountId, ACTIVE, 0, Optional.empty()));
  }

  boolean active() {
    return status.equals(ACTIVE);
  }

  boolean erased() {
    return status.equals(ERASED);
  }

  VersionedId guard() {
    return new VersionedId(id, version);
  }

  /** The next row; it carries the seal of this one until it gets its own. */
  AccountRecord next(String nextStatus) {
    return new AccountRecord(id, nextStatus, version + 1).withSeal(seal.orElse(null));
  }
}
