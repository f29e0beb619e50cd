package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.VersionedId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Commits that meet at the worst moments, forced by stopping one of them right before its end. */
abstract class InterleavingRules extends JdbcRules {

  @Test
  void guardOfNoAccount_heldByACommitUnderWay_keepsTheRecordOut() throws Exception {
    heldBack(
        event("one").guardAccount(new VersionedId("a1", 0)),
        event("two").putAccount(account("a1", 1)),
        Status.COMMITTED);
  }

  @Test
  void guardOfNoPartner_heldByACommitUnderWay_keepsTheRecordOut() throws Exception {
    heldBack(
        event("one").guardPartner(new VersionedId("p1", 0)),
        event("two").putPartner(partner("p1", 1)),
        Status.COMMITTED);
  }

  @Test
  void guardOfNoAccount_beforeARecordUnderWay_isStale() throws Exception {
    heldBack(
        event("one").putAccount(account("a1", 1)),
        event("two").guardAccount(new VersionedId("a1", 0)),
        Status.STALE);
  }

  @Test
  void guardOfNoAccount_heldTwice_letsBothThrough() throws Exception {
    heldBack(
        event("one").guardAccount(new VersionedId("a1", 0)),
        event("two").guardAccount(new VersionedId("a1", 0)),
        Status.COMMITTED);
  }

  @Test
  void guardOfAPartner_heldByACommitUnderWay_keepsItsVersion() throws Exception {
    committed(store(), event("zero").putPartner(partner("p1", 1)));

    heldBack(
        event("one").guardPartner(new VersionedId("p1", 1)),
        event("two").putPartner(partner("p1", 2)),
        Status.COMMITTED);
  }

  @Test
  void guardOfAPartner_beforeAChangeUnderWay_isStale() throws Exception {
    committed(store(), event("zero").putPartner(partner("p1", 1)));

    heldBack(
        event("one").putPartner(partner("p1", 2)),
        event("two").guardPartner(new VersionedId("p1", 1)),
        Status.STALE);
  }

  @Test
  void insert_besideTheSameOneUnderWay_isADuplicate() throws Exception {
    heldBack(
        event("one").insertKey(key("k1")), event("two").insertKey(key("k1")), Status.DUPLICATE);
  }

  @Test
  void account_besideTheSameOneUnderWay_isADuplicate() throws Exception {
    heldBack(
        event("one").putAccount(account("a1", 1)),
        event("two").putAccount(account("a1", 1)),
        Status.DUPLICATE);
  }

  @Test
  void update_besideAnotherUnderWay_isStale() throws Exception {
    committed(store(), commit().insertKey(key("k1")));

    heldBack(
        event("one").updateKey(next(key("k1"))),
        event("two").updateKey(next(key("k1"))),
        Status.STALE);
  }

  @Test
  void limit_besideAnInsertUnderWay_countsIt() throws Exception {
    heldBack(
        commit().insertKey(key("k1")).limit(limit(1)),
        commit().insertKey(key("k2")).limit(limit(1)),
        Status.LIMIT_REACHED);
  }

  /** Both begin their chain: neither may fail, and no number be given twice. */
  @Test
  void chain_begunByTwo_hasBothEvents() throws Exception {
    heldBack(event("one"), event("one"), Status.COMMITTED);

    assertThat(store().audit("one", 0, 10).events())
        .extracting(AuditEvent::sequence)
        .containsExactly(1L, 2L);
  }

  /**
   * The row that a guard makes appeared between the update that did not find it and the look at
   * what is there, and was taken for the record: a duplicate that was none.
   */
  @Test
  void account_whoseGuardComesBetweenTwoStatements_isWritten() {
    if (!locksRows()) {
      return;
    }
    JdbcKeyStore others = store();
    AtomicBoolean guarded = new AtomicBoolean();
    JdbcKeyStore store =
        store(
            intercepted()
                .before(
                    "SELECT version FROM " + space.prefix() + "accounts",
                    () -> {
                      if (guarded.compareAndSet(false, true)) {
                        committed(others, event("one").guardAccount(new VersionedId("a1", 0)));
                      }
                    }));

    committed(store, event("two").putAccount(account("a1", 1)));

    assertThat(guarded).isTrue();
    assertThat(others.findAccount("a1")).contains(account("a1", 1));
  }

  /** Stops a commit before its end, and looks what another one does before and after that. */
  private void heldBack(Commit.Builder first, Commit.Builder second, Status outcome)
      throws Exception {
    JdbcKeyStore others = store();
    Gate gate = new Gate();
    JdbcKeyStore stopped = store(intercepted().beforeCommit(gate::pass));
    Commit one = first.build();
    Future<CommitResult> running = Threads.begin(() -> stopped.commit(one));
    gate.awaitReached();

    Future<CommitResult> waiting = Threads.begin(() -> commitTo(others, second));
    boolean heldBack = Threads.isHeldBack(waiting);
    gate.open();

    assertThat(Threads.answer(running).status()).isEqualTo(Status.COMMITTED);
    assertThat(Threads.answer(waiting).status()).isEqualTo(outcome);
    assertThat(heldBack).as("the second waited for the first").isTrue();
  }

  @Test
  void uses_whileAChangeOfTheirKeyIsUnderWay_areRecordedAtOnce() throws Exception {
    if (!locksRows()) {
      return;
    }
    JdbcKeyStore others = store();
    committed(others, commit().insertKey(key("k1")));
    Gate gate = new Gate();
    JdbcKeyStore stopped = store(intercepted().beforeCommit(gate::pass));
    Future<CommitResult> running =
        Threads.begin(() -> stopped.commit(commit().updateKey(next(key("k1"))).build()));
    gate.awaitReached();

    others.recordUses(List.of(new KeyUse("k1", io.latchkey.contract.Records.NOW)));
    gate.open();

    assertThat(Threads.answer(running).status()).isEqualTo(Status.COMMITTED);
    assertThat(others.findKey(ACCOUNT, "k1").orElseThrow().lastUsedAt()).isPresent();
  }

  /** Whether the database locks rows rather than all of itself. */
  boolean locksRows() {
    return true;
  }

  /**
   * Numbers given before the commit let a reader pass one that appears later; here every commit
   * dawdles between its last statement and its end, and behind it.
   */
  @Test
  void feed_ofHundredsOfDawdlingWriters_isSeenOnceInOneOrderByAllReaders() throws Exception {
    JdbcKeyStore writing =
        store(
            intercepted()
                .beforeStatement(() -> dawdle(300))
                .beforeCommit(() -> dawdle(3_000))
                .afterCommit(() -> dawdle(1_000)));
    int writers = dawdlers();
    int readers = 4;

    List<List<Long>> answers =
        Threads.together(
            writers + readers,
            i ->
                () ->
                    i < writers
                        ? List.of(
                            committed(writing, event("chain" + i % 7).insertKey(key("k" + i))))
                        : follow(writing, writers));

    List<Long> given = new ArrayList<>();
    answers.subList(0, writers).forEach(given::addAll);
    given.sort(Long::compare);
    for (List<Long> seen : answers.subList(writers, writers + readers)) {
      assertThat(seen).isEqualTo(given);
    }
    assertThat(given).doesNotHaveDuplicates().endsWith((long) writers);
  }

  /** How many writers the feed's race has. */
  int dawdlers() {
    return 200;
  }

  private static List<Long> follow(JdbcKeyStore store, int changes) {
    List<Long> seen = new ArrayList<>();
    long position = 0;
    while (seen.size() < changes) {
      FeedPage page = store.changes(position, 7);
      seen.addAll(numbers(page.changes()));
      position = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
    }
    return seen;
  }

  private static void dawdle(int micros) {
    LockSupport.parkNanos(
        TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(micros)));
  }
}
