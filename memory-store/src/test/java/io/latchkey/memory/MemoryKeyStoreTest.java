package io.latchkey.memory;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeySource.Capability;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the memory store promises beyond the contract. */
final class MemoryKeyStoreTest {

  private final MemoryKeyStore store = new MemoryKeyStore();

  @Test
  void capabilities_areWakesLocalAndStages() {
    assertThat(store.capabilities())
        .containsExactlyInAnyOrder(Capability.WAKES, Capability.LOCAL, Capability.STAGES);
  }

  @Test
  void stores_shareNothing() {
    commitAll(commit().insertKey(key("k1")));

    assertThat(new MemoryKeyStore().findKey(ACCOUNT, "k1")).isEmpty();
  }

  @Test
  void changes_whenNothingIsNew_makesNoObject() {
    commitAll(commit().insertKey(key("k1")));
    FeedPage page = store.changes(1, 10);

    assertThat(store.changes(1, 10)).isSameAs(page);
    assertThat(store.changes(7, 1)).isSameAs(page);
    commitAll(commit());
    assertThat(store.changes(1, 10)).isSameAs(page);
    commitAll(commit().insertKey(key("k2")));
    assertThat(store.changes(2, 10)).isNotSameAs(page);
  }

  @Test
  void limits_belowOne_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.changes(0, 0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.audit(ACCOUNT, 0, -1))
        .withMessageContaining("-1");
  }

  @Test
  void load_lettingGoOfTheLock_allowsTheSinkToWrite() {
    commitAll(commit().insertKey(key("k1")));

    var position = store.load(new UpdatingSink());

    assertThat(store.changes(position.number(), 10).changes()).hasSize(1);
    assertThat(store.findKey(ACCOUNT, "k1")).contains(next(key("k1")));
  }

  @Test
  void awaitChange_whenNothingHappens_saysThatTimeRanOut() throws InterruptedException {
    assertThat(store.awaitChange(0, Duration.ofNanos(1))).isFalse();
    commitAll(commit());
    assertThat(store.awaitChange(0, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void awaitChange_ofLongestDuration_doesNotOverflow() throws InterruptedException {
    commitAll(commit().insertKey(key("k1")));

    assertThat(store.awaitChange(0, Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
  }

  @Test
  void awaitChange_interrupted_throws() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.awaitChange(0, Duration.ofDays(1)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void delete_ofWhatMustNotExist_isStale() {
    Commit deletion = commit().deleteKey(new VersionedId("nobody", 0)).build();

    assertThat(store.commit(deletion)).isEqualTo(CommitResult.refused(Status.STALE));
    assertThat(store.changes(0, 10).changes()).isEmpty();
  }

  @Test
  void update_ofValuesThatNeverChange_movesTheKeyInEveryList() {
    commitAll(commit().insertKey(key("k1")));
    StoredKey moved =
        next(
            key("k1"),
            record -> record.accountId("globex").partnerId("southwind"),
            details -> details.createdAt(NOW.plusSeconds(1)));

    commitAll(commit().updateKey(moved));

    assertThat(store.findKey(ACCOUNT, "k1")).isEmpty();
    assertThat(list(KeyCriteria.builder(10).accountId(ACCOUNT))).isZero();
    assertThat(list(KeyCriteria.builder(10).accountId("globex"))).isEqualTo(1);
    assertThat(list(KeyCriteria.builder(10))).isEqualTo(1);
    commitAll(commit("globex").deleteKey(versionOf(moved)));
    assertThat(list(KeyCriteria.builder(10))).isZero();
  }

  private int list(KeyCriteria.Builder criteria) {
    return store.listKeys(criteria.build()).size();
  }

  private void commitAll(Commit.Builder commit) {
    assertThat(store.commit(commit.build()).status()).isEqualTo(Status.COMMITTED);
  }

  /** Writes while it is being loaded. */
  private final class UpdatingSink implements RecordSink {

    @Override
    public void partner(PartnerRecord partner) {}

    @Override
    public void account(AccountRecord account) {}

    @Override
    public void key(KeyRecord key) {
      commitAll(commit().updateKey(next(key(key.keyId()))));
    }

    private StoredKey key(String keyId) {
      return store.findKey(ACCOUNT, keyId).orElseThrow();
    }
  }
}
