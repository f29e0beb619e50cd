package io.latchkey.memory;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every answer of the memory store is one state, also where the contract asks for less. */
final class MemoryKeyStoreRaceTest {

  private static final int KEYS = 20;
  private static final int VERSIONS = 300;

  private final MemoryKeyStore store = new MemoryKeyStore();
  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final CountDownLatch writing = new CountDownLatch(1);

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void lists_whileEveryCommitUpdatesEveryKey_showOneVersion() throws Exception {
    assertOneVersion(() -> versions(store.listKeys(KeyCriteria.builder(100).build())));
  }

  @Test
  void loads_whileEveryCommitUpdatesEveryKey_showOneVersion() throws Exception {
    assertOneVersion(this::loadedVersions);
  }

  @Test
  void pages_whileEveryCommitUpdatesEveryKey_showOneVersion() throws Exception {
    assertOneVersion(this::changedVersions);
  }

  private void assertOneVersion(Supplier<Set<Long>> read) throws Exception {
    commitVersion(1);
    Future<Boolean> writer = threads.submit(this::writeVersions);
    Callable<Boolean> reader =
        () -> {
          while (writing.getCount() > 0) {
            assertThat(read.get()).hasSizeLessThanOrEqualTo(1);
          }
          return true;
        };
    List<Future<Boolean>> readers = List.of(threads.submit(reader), threads.submit(reader));

    assertThat(writer.get(1, TimeUnit.MINUTES)).isTrue();
    for (Future<Boolean> future : readers) {
      assertThat(future.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private boolean writeVersions() {
    try {
      for (long version = 2; version <= VERSIONS; version++) {
        commitVersion(version);
      }
      return true;
    } finally {
      writing.countDown();
    }
  }

  private void commitVersion(long version) {
    Commit.Builder commit = commit();
    for (int i = 0; i < KEYS; i++) {
      StoredKey key = key("k" + i, record -> record.version(version));
      if (version == 1) {
        commit.insertKey(key);
      } else {
        commit.updateKey(key);
      }
    }
    assertThat(store.commit(commit.build()).status()).isEqualTo(Status.COMMITTED);
  }

  private static Set<Long> versions(List<StoredKey> keys) {
    Set<Long> versions = new HashSet<>();
    keys.forEach(key -> versions.add(key.record().version()));
    return versions;
  }

  private Set<Long> loadedVersions() {
    Versions versions = new Versions();
    assertThat(store.load(versions).number() % KEYS).as("no half commit").isZero();
    return versions.seen;
  }

  private Set<Long> changedVersions() {
    FeedPage page = store.changes(0, 200);
    Set<Long> versions = new HashSet<>();
    for (FeedChange change : page.changes()) {
      versions.add(((FeedChange.KeyChanged) change).key().version());
    }
    assertThat(page.position().number() % KEYS).as("no half commit").isZero();
    return versions;
  }

  /** Notes the versions that a load hands over. */
  private static final class Versions implements RecordSink {

    private final Set<Long> seen = new HashSet<>();

    @Override
    public void partner(PartnerRecord partner) {}

    @Override
    public void account(AccountRecord account) {}

    @Override
    public void key(KeyRecord key) {
      seen.add(key.version());
    }
  }
}
