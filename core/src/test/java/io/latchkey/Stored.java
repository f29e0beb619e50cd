package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a small store shows, for comparing before and after. */
record Stored(
    List<StoredKey> keys,
    List<StoredPartner> partners,
    List<Optional<AccountRecord>> accounts,
    List<ChainHead> trails,
    FeedPosition feed) {

  static Stored in(KeyStore store, AccountId... accounts) {
    List<Optional<AccountRecord>> records = new ArrayList<>();
    List<ChainHead> trails = new ArrayList<>();
    trails.add(store.audit(AuditChain.HOST, 0, 1).head());
    for (AccountId account : accounts) {
      records.add(store.findAccount(account.value()));
      trails.add(store.audit(account.value(), 0, 1).head());
    }
    return new Stored(
        store.listKeys(KeyCriteria.builder(1_000).build()),
        store.listPartners(),
        records,
        trails,
        store.changes(0, 1).position());
  }
}
