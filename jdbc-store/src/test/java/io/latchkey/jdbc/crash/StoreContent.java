package io.latchkey.jdbc.crash;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a store holds, read through its own interface while nobody writes.
 *
 * @param keys by id
 * @param events by chain, in order
 * @param heads by chain
 * @param changes the feed from its beginning
 */
record StoreContent(
    Map<String, StoredKey> keys,
    Map<String, List<AuditEvent>> events,
    Map<String, ChainHead> heads,
    List<FeedChange> changes) {

  private static final int PAGE = 1_000;

  static StoreContent read(KeyStore store, List<String> chains) {
    Map<String, StoredKey> keys = new TreeMap<>();
    for (KeyRecord key : load(store)) {
      keys.put(key.keyId(), store.findKey(key.accountId(), key.keyId()).orElseThrow());
    }
    Map<String, List<AuditEvent>> events = new LinkedHashMap<>();
    Map<String, ChainHead> heads = new LinkedHashMap<>();
    for (String chain : chains) {
      List<AuditEvent> all = new ArrayList<>();
      AuditPage page = store.audit(chain, 0, PAGE);
      while (!page.events().isEmpty()) {
        all.addAll(page.events());
        page = store.audit(chain, all.get(all.size() - 1).sequence(), PAGE);
      }
      events.put(chain, all);
      heads.put(chain, page.head());
    }
    return new StoreContent(keys, events, heads, changes(store));
  }

  private static List<KeyRecord> load(KeyStore store) {
    List<KeyRecord> records = new ArrayList<>();
    FeedPosition position =
        store.load(
            new RecordSink() {
              @Override
              public void partner(PartnerRecord partner) {}

              @Override
              public void account(AccountRecord account) {}

              @Override
              public void key(KeyRecord key) {
                records.add(key);
              }
            });
    if (position.number() < records.size()) {
      throw new IllegalStateException("every key has a change in the feed: " + position);
    }
    return records;
  }

  private static List<FeedChange> changes(KeyStore store) {
    List<FeedChange> changes = new ArrayList<>();
    FeedPage page = store.changes(0, PAGE);
    while (!page.changes().isEmpty()) {
      changes.addAll(page.changes());
      page = store.changes(changes.get(changes.size() - 1).number(), PAGE);
    }
    return changes;
  }

  /** The events about each key, in order. */
  Map<String, List<AuditEvent>> eventsByKey() {
    Map<String, List<AuditEvent>> byKey = new TreeMap<>();
    for (List<AuditEvent> chain : events.values()) {
      for (AuditEvent event : chain) {
        if (event.draft().subjectKind().equals("key")) {
          byKey.computeIfAbsent(event.draft().subjectId(), id -> new ArrayList<>()).add(event);
        }
      }
    }
    return byKey;
  }
}
