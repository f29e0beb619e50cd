package io.latchkey.contract;

import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedChange.AccountChanged;
import io.latchkey.spi.FeedChange.KeyChanged;
import io.latchkey.spi.FeedChange.KeyRemoved;
import io.latchkey.spi.FeedChange.PartnerChanged;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules F2 to F4: the feed, followed by one reader. */
abstract class FeedRules extends Rules {

  FeedRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void f02_everyRowOfACommit_makesOneChange() {
    StoredKey first = key("first");
    long before = insert(first, key("doomed"));

    long last =
        committed(
            commit()
                .insertKey(key("second"))
                .updateKey(next(first))
                .deleteKey(Records.versionOf(key("doomed")))
                .putPartner(partner("p1", 1))
                .putAccount(account("a1", 1)));

    List<FeedChange> changes = changesAfter(before);
    assertThat(changes)
        .extracting(FeedRules::what)
        .containsExactlyInAnyOrder(
            key("second").record(),
            next(first).record(),
            "doomed",
            partner("p1", 1).record(),
            account("a1", 1));
    assertThat(changes.get(4).number()).isEqualTo(last);
  }

  @Test
  void f02_numbers_riseFromCommitToCommit() {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      numbers.add(insert(key("k" + i)));
    }

    assertThat(numbers).isSorted().doesNotHaveDuplicates().doesNotContain(0L);
    assertThat(changesAfter(0)).extracting(FeedChange::number).isEqualTo(numbers);
    assertThat(position().number()).isEqualTo(numbers.get(9));
  }

  @Test
  void f02_refusalsEventsAndGuards_makeNoChange() {
    long before = insert(key("k1"));

    assertRefused(Status.DUPLICATE, commit().insertKey(key("k1")));
    assertRefused(Status.STALE, commit().updateKey(next(key("k2"))));
    committed(commit());

    assertThat(changesAfter(before)).isEmpty();
    assertThat(position().number()).isEqualTo(before);
  }

  @Test
  void f03_change_isReadableWhenItsCommitReturns() {
    for (int i = 0; i < 10; i++) {
      long before = position().number();
      long number = insert(key("k" + i));

      assertThat(changesAfter(before))
          .containsExactly(new KeyChanged(number, key("k" + i).record()));
      assertThat(position().number()).isEqualTo(number);
    }
  }

  @Test
  void f03_changes_inPages_areAllThereInOrder() {
    for (int i = 0; i < 25; i++) {
      insert(key("k" + i));
    }

    for (int pageSize : new int[] {1, 4, 25, 1_000}) {
      Follower follower = Follower.fromStart(store()).catchUp(pageSize);
      assertThat(follower.keys).hasSize(25);
      assertThat(follower.numbers).hasSize(25);
    }
  }

  @Test
  void f03_page_tellsTheNewestNumberEvenWhenItEndsBefore() {
    insert(key("k1"));
    insert(key("k2"));
    long newest = insert(key("k3"));

    FeedPage page = store().changes(0, 2);

    assertThat(page.changes()).hasSize(2);
    assertThat(page.position().number()).isEqualTo(newest);
    assertThat(page.lowWater()).isZero();
  }

  @Test
  void f03_page_behindTheNewest_isEmpty() {
    long newest = insert(key("k1"));

    assertThat(page(newest).changes()).isEmpty();
    assertThat(page(newest).position().number()).isEqualTo(newest);
    assertThat(page(newest + 5).changes()).isEmpty();
    assertThat(page(newest + 5).position().number()).isEqualTo(newest);
  }

  @Test
  void f04_olderChange_carriesTheRecordAsItStandsNow() {
    StoredKey second = next(key("k1"), record -> record.state("REVOKED"));
    long inserted = insert(key("k1"));
    long updated = update(second);

    assertThat(changesAfter(0))
        .containsExactly(
            new KeyChanged(inserted, second.record()), new KeyChanged(updated, second.record()));
  }

  @Test
  void f04_changeOfADeletedKey_saysThatItIsGone() {
    long inserted = insert(key("k1"));
    long deleted = delete(key("k1"));

    assertThat(changesAfter(0))
        .containsExactly(new KeyRemoved(inserted, "k1"), new KeyRemoved(deleted, "k1"));
  }

  @Test
  void f04_keyInsertedAgain_isThereInEveryChangeOfIt() {
    StoredKey again = key("k1", record -> record.state("PENDING"));
    long inserted = insert(key("k1"));
    long deleted = delete(key("k1"));
    long insertedAgain = insert(again);

    assertThat(changesAfter(0))
        .containsExactly(
            new KeyChanged(inserted, again.record()),
            new KeyChanged(deleted, again.record()),
            new KeyChanged(insertedAgain, again.record()));
  }

  @Test
  void f04_partnersAndAccounts_areCarriedAsTheyStand() {
    long partner = committed(commit().putPartner(partner("p1", 1)));
    long account = committed(commit().putAccount(account("a1", 1)));
    long second = committed(commit().putPartner(partner("p1", 2)));

    assertThat(changesAfter(0))
        .containsExactly(
            new PartnerChanged(partner, partner("p1", 2).record()),
            new AccountChanged(account, account("a1", 1)),
            new PartnerChanged(second, partner("p1", 2).record()));
  }

  /** What a change is about: a record, or the id of a key that is gone. */
  private static Object what(FeedChange change) {
    if (change instanceof KeyChanged changed) {
      return changed.key();
    }
    if (change instanceof PartnerChanged changed) {
      return changed.partner();
    }
    return change instanceof AccountChanged changed
        ? changed.account()
        : ((KeyRemoved) change).keyId();
  }
}
