package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.event;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Rules A1, A2, L1 and U1 with many threads. */
abstract class ReadingRaceRules extends Rules {

  private static final int ROUNDS = 40;

  ReadingRaceRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void a01_race_appendsToOneChain_leaveNoGap() {
    int threads = 8;
    Race.of(threads, thread -> () -> append("thread-" + thread));

    AuditPage page = audit(ACCOUNT);
    assertThat(page.head().sequence()).isEqualTo(2L * threads * ROUNDS);
    assertThat(AuditRules.assertLinked(ChainHead.empty(ACCOUNT), page.events()))
        .isEqualTo(page.head());
    assertPairsStandTogether(page.events());
  }

  private boolean append(String name) {
    for (int i = 0; i < ROUNDS; i++) {
      committed(Commit.builder(ACCOUNT).event(event(name + ":" + i)).event(event(name + ":" + i)));
    }
    return true;
  }

  private static void assertPairsStandTogether(List<AuditEvent> events) {
    for (int i = 0; i < events.size(); i += 2) {
      assertThat(events.get(i + 1).draft()).isEqualTo(events.get(i).draft());
    }
  }

  @Test
  void a02_race_pagesWhileOthersAppendAndCut_areOneStateOfTheChain() {
    Race.readersAmongWriters(3, () -> assertOneState(audit(ACCOUNT)), 1, this::appendAndCut);
  }

  private void appendAndCut(int round) {
    committed(commit().event(event("second")));
    if (round % 5 == 0) {
      committed(commit(AuditChain.HOST).cutChain(new ChainCut(ACCOUNT, round + 1)));
    }
  }

  private static void assertOneState(AuditPage page) {
    if (page.events().isEmpty()) {
      assertThat(page.head()).isEqualTo(ChainHead.empty(ACCOUNT));
      return;
    }
    AuditEvent first = page.events().get(0);
    ChainHead start = new ChainHead(ACCOUNT, first.sequence() - 1, first.previousHash());
    assertThat(AuditRules.assertLinked(start, page.events())).isEqualTo(page.head());
    assertThat(page.head().sequence() % 2).as("both events of each commit").isZero();
  }

  @Test
  void l01_race_walksWhileOthersWrite_showEveryKeyThatWasThereOnce() {
    List<StoredKey> there = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      there.add(created("k" + i, i));
    }
    insert(there.toArray(StoredKey[]::new));

    Race.readersAmongWriters(2, () -> assertWalks(idsOf(there)), 1, i -> writeAmong(there, i));
  }

  private void assertWalks(List<String> there) {
    List<String> walked = walk(KeyCriteria.builder(4).accountId(ACCOUNT), () -> {});
    assertThat(walked).doesNotHaveDuplicates().containsAll(there);
  }

  private void writeAmong(List<StoredKey> there, int round) {
    StoredKey passing = created("passing-" + round, round % 30);
    insert(passing);
    delete(passing);
    use(new KeyUse("k" + round % 30, NOW.plusMillis(round)));
    if (round < there.size()) {
      update(Records.next(there.get(round)));
    }
  }

  private static StoredKey created(String keyId, int second) {
    return key(keyId, record -> {}, details -> details.createdAt(NOW.plusSeconds(second / 3)));
  }

  @Test
  void u01_race_usesAndUpdates_loseNeither() {
    insert(key("k1"));
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int offset = thread;
      tasks.add(() -> useOften(offset));
    }
    tasks.add(this::updateOften);

    assertThat(Race.run(tasks)).containsOnly(true);

    StoredKey last = key("k1", record -> record.version(1 + ROUNDS));
    assertStored(Records.used(last, NOW.plusMillis(4L * ROUNDS - 1)));
  }

  private boolean useOften(int offset) {
    for (int i = 0; i < ROUNDS; i++) {
      use(new KeyUse("k1", NOW.plusMillis(4L * i + offset)));
    }
    return true;
  }

  private boolean updateOften() {
    for (int version = 2; version <= 1 + ROUNDS; version++) {
      long next = version;
      update(key("k1", record -> record.version(next)));
    }
    return true;
  }
}
