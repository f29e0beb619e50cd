package io.latchkey.contract;

import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.FeedChange;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rules F1 to F3 with many threads: no reader misses a change. */
abstract class FeedRaceRules extends Rules {

  private static final int READERS = 3;

  FeedRaceRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void f02_race_readersAmongHundredsOfWriters_seeEveryChangeOnceInOneOrder() {
    int writers = 200;
    CountDownLatch writing = new CountDownLatch(writers);
    List<Callable<List<Long>>> tasks = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      tasks.add(() -> follow(Follower.fromStart(store()), writing).numbers);
    }
    for (int i = 0; i < writers; i++) {
      String name = "w" + i;
      tasks.add(
          () -> {
            try {
              return writeThree(name);
            } finally {
              writing.countDown();
            }
          });
    }

    List<List<Long>> seen = Race.run(tasks).subList(0, READERS);

    List<Long> changes = Follower.fromStart(store()).catchUp(1_000).numbers;
    assertThat(changes).hasSize(3 * writers);
    assertThat(seen).containsOnly(changes);
  }

  private List<Long> writeThree(String name) {
    insert(key(name, record -> record.accountId(name)));
    committed(
        commit(name)
            .insertKey(key(name + "-2"))
            .updateKey(next(key(name, r -> r.accountId(name)))));
    return List.of();
  }

  @Test
  void f01_race_loadThenFollow_missesNothing() {
    Queue<Follower> followers = new ConcurrentLinkedQueue<>();

    Race.readersAmongWriters(
        READERS, () -> followers.add(Follower.load(store()).catchUp(3)), 4, this::writeAllKinds);

    Follower after = Follower.load(store());
    for (Follower follower : followers) {
      follower.catchUp(1_000);
      assertThat(follower.keys).isEqualTo(after.keys);
      assertThat(follower.partners).isEqualTo(after.partners);
      assertThat(follower.accounts).isEqualTo(after.accounts);
    }
  }

  private void writeAllKinds(int round) {
    String id = "row-" + round;
    StoredKey key = key(id, record -> record.accountId(id));
    committed(commit(id).insertKey(key).putPartner(partner(id, 1)));
    committed(commit(id).updateKey(next(key)).putAccount(account(id, 1)));
    if (round % 3 > 0) {
      committed(commit(id).deleteKey(versionOf(next(key))).putPartner(partner(id, 2)));
    }
  }

  @Test
  void f03_race_everyWriterReadsItsOwnChangeAtOnce() {
    List<Boolean> answers =
        Race.of(
            8,
            thread ->
                () -> {
                  for (int i = 0; i < 20; i++) {
                    String id = "k" + thread + "-" + i;
                    long number = committed(commit("chain-" + thread).insertKey(key(id)));
                    assertThat(store().changes(number - 1, 1).changes())
                        .containsExactly(new FeedChange.KeyChanged(number, key(id).record()));
                    assertThat(position().number()).isGreaterThanOrEqualTo(number);
                  }
                  return true;
                });

    assertThat(answers).containsOnly(true);
  }

  /** Reads as often as a reader can without keeping the writers off the machine. */
  private static Follower follow(Follower follower, CountDownLatch writing)
      throws InterruptedException {
    while (!writing.await(100, TimeUnit.MICROSECONDS)) {
      follower.catchUp(7);
    }
    return follower.catchUp(7);
  }
}
