package io.latchkey.contract;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a small store shows to whoever asks, for comparing before and after. */
record StoreImage(
    List<StoredKey> keys,
    List<StoredPartner> partners,
    Map<String, AccountRecord> accounts,
    Map<String, KeyRecord> records,
    FeedPosition loadedAt,
    FeedPage feed,
    Map<String, AuditPage> chains,
    Map<String, Optional<IdempotencyRecord>> requests) {

  private static final int ALL = 1_000;

  /** Takes an image; the names are those of chains and idempotency keys to look at. */
  static StoreImage of(KeyStore store, String... names) {
    Map<String, AuditPage> chains = new TreeMap<>();
    Map<String, Optional<IdempotencyRecord>> requests = new TreeMap<>();
    for (String name : names) {
      IdempotencyScope scope = Records.scope(name);
      chains.put(name, store.audit(name, 0, ALL));
      requests.put(name, store.findIdempotency(scope, Instant.EPOCH));
    }
    Follower loaded = Follower.load(store);
    FeedPage unread = store.changes(0, 1);
    return new StoreImage(
        store.listKeys(KeyCriteria.builder(ALL).build()),
        store.listPartners(),
        loaded.accounts,
        loaded.keys,
        new FeedPosition(unread.position().epoch(), loaded.position()),
        store.changes(unread.lowWater(), ALL),
        chains,
        requests);
  }
}
