package io.latchkey.examples.ownstore;

import io.latchkey.contract.DurableKeyStoreContract;
import io.latchkey.spi.KeyStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** All that it takes to check a store of your own. */
class JournalKeyStoreContractTest extends DurableKeyStoreContract {

  private final Map<KeyStore, Path> journals = new HashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  @TempDir Path directory;

  @Override
  protected KeyStore createStore() {
    return open(directory.resolve("keys-" + made.incrementAndGet()));
  }

  @Override
  protected KeyStore reopen(KeyStore used) {
    closeStore(used);
    return open(journals.remove(used));
  }

  @Override
  protected void closeStore(KeyStore used) {
    ((JournalKeyStore) used).close();
  }

  private KeyStore open(Path journal) {
    JournalKeyStore store = JournalKeyStore.open(journal);
    journals.put(store, journal);
    return store;
  }
}
