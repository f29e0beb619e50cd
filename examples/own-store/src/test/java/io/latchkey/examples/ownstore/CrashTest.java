package io.latchkey.examples.ownstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contract.Records;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import io.latchkey.spi.StoredKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

  private static final StoredKey FIRST = Records.key("first");
  private static final StoredKey SECOND = Records.key("second");

  @TempDir Path directory;
  private Path journal;
  private long sizeAfterFirst;

  @BeforeEach
  void writeTwoKeys() throws IOException {
    journal = directory.resolve("journal");
    try (JournalKeyStore store = JournalKeyStore.open(journal)) {
      insert(store, FIRST);
      sizeAfterFirst = Files.size(journal);
      insert(store, SECOND);
    }
  }

  @Test
  void open_lastRecordCutAnywhere_keepsWhatWasCommittedBefore() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    for (int length = (int) sizeAfterFirst; length < whole.length; length++) {
      Files.write(journal, Arrays.copyOf(whole, length));

      assertThat(keys()).as("cut to %s bytes", length).containsExactly(FIRST);
      assertThat(Files.size(journal)).isEqualTo(sizeAfterFirst);
    }
  }

  @Test
  void open_lastRecordOfZeros_keepsWhatWasCommittedBefore() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    Arrays.fill(whole, (int) sizeAfterFirst, whole.length, (byte) 0);
    Files.write(journal, whole);

    assertThat(keys()).containsExactly(FIRST);
  }

  @Test
  void commit_afterAnUnfinishedRecord_isThereAfterTheNextStart() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length - 1));
    try (JournalKeyStore store = JournalKeyStore.open(journal)) {
      insert(store, SECOND);
    }

    assertThat(keys()).containsExactly(FIRST, SECOND);
  }

  @Test
  void open_anyByteBeforeTheLastRecordChanged_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(journal);
    for (int i = 0; i < sizeAfterFirst; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(journal, damaged);

      assertThatThrownBy(this::keys)
          .as("byte %s changed", i)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
      assertThat(Files.size(journal)).isEqualTo(whole.length);
    }
  }

  @Test
  void open_ofAnOpenJournal_isRefused() {
    try (JournalKeyStore store = JournalKeyStore.open(journal)) {
      assertThatThrownBy(() -> JournalKeyStore.open(journal))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
      assertThat(store.listPartners()).isEmpty();
    }
  }

  @Test
  void commit_byAnInterruptedThread_isCommittedAndHarmsNothing() {
    try (JournalKeyStore store = JournalKeyStore.open(journal)) {
      Thread.currentThread().interrupt();
      try {
        insert(store, Records.key("third"));
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      insert(store, Records.key("fourth"));
    }

    assertThat(keys()).hasSize(4);
  }

  @Test
  void closedStore_answersNothing() {
    JournalKeyStore store = JournalKeyStore.open(journal);
    store.close();

    assertThatThrownBy(() -> store.findKey(Records.ACCOUNT, "first"))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.commit(Records.commit().build()))
        .isInstanceOf(StoreException.class);
  }

  private List<StoredKey> keys() {
    try (JournalKeyStore store = JournalKeyStore.open(journal)) {
      return store.listKeys(KeyCriteria.builder(10).build());
    }
  }

  private static void insert(JournalKeyStore store, StoredKey key) {
    CommitResult result = store.commit(Records.commit().insertKey(key).build());
    assertThat(result.status()).isEqualTo(CommitResult.Status.COMMITTED);
  }
}
