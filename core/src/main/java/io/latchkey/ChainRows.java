package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows that belong to one chain. Stateless. */
final class ChainRows {

  private static final int BATCH = 500;

  private final KeyStore store;

  ChainRows(KeyStore store) {
    this.store = store;
  }

  /** Hands over every row of a chain. */
  void read(String chain, RecordSink sink) {
    if (chain.equals(AuditChain.HOST)) {
      store.owners(sink);
      return;
    }
    KeyCriteria.@Nullable Position after = null;
    while (true) {
      List<StoredKey> batch =
          store.listKeys(KeyCriteria.builder(BATCH).accountId(chain).after(after).build());
      batch.forEach(key -> sink.key(key.record()));
      if (batch.size() < BATCH) {
        return;
      }
      StoredKey last = batch.get(BATCH - 1);
      after = new KeyCriteria.Position(last.details().createdAt(), last.record().keyId());
    }
  }
}
