package io.latchkey.contract;

import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.scope;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.VersionedId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules C1 to C5, C9 and A4 with many threads: races have one winner. */
abstract class CommitRaceRules extends Rules {

  private static final int THREADS = 16;
  private static final int ROUNDS = 10;

  CommitRaceRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void c02_race_updatesOfOneVersion_haveOneWinner() {
    StoredKey key = key("k1");
    insert(key);
    for (int round = 0; round < ROUNDS; round++) {
      StoredKey current = key;
      IntFunction<StoredKey> rival = i -> next(current, record -> record.state("STATE-" + i));

      int winner = soleWinner(Status.STALE, i -> commit().updateKey(rival.apply(i)));

      key = rival.apply(winner);
      assertStored(key);
    }
    assertThat(events(Records.ACCOUNT)).hasSize(1 + ROUNDS);
  }

  @Test
  void c02_race_updatesOfOnePartner_haveOneWinner() {
    committed(commit().putPartner(partner("p1", 1)));
    IntFunction<StoredPartner> rival = i -> partner(new PartnerRecord("p1", "STATE-" + i, 2));

    int winner = soleWinner(Status.STALE, i -> commit("chain-" + i).putPartner(rival.apply(i)));

    assertThat(store().findPartner("p1")).contains(rival.apply(winner));
  }

  @Test
  void c02_race_updateAndDelete_haveOneWinner() {
    StoredKey key = key("k1");
    insert(key);

    int winner =
        soleWinner(
            Status.STALE,
            i -> i % 2 == 0 ? commit().updateKey(next(key)) : commit().deleteKey(versionOf(key)));

    assertThat(find(key).isPresent()).isEqualTo(winner % 2 == 0);
  }

  @Test
  void c03_race_insertsOfOneId_haveOneWinner() {
    for (int round = 0; round < ROUNDS; round++) {
      String id = "k" + round;
      IntFunction<StoredKey> rival = i -> key(id, record -> record.accountId("account-" + i));

      int winner =
          soleWinner(Status.DUPLICATE, i -> commit("account-" + i).insertKey(rival.apply(i)));

      assertStored(rival.apply(winner));
    }
  }

  @Test
  void c03_race_firstRecordOfAnAccount_hasOneWinner() {
    int winner =
        soleWinner(
            Status.DUPLICATE, i -> commit("chain-" + i).putAccount(account(Records.ACCOUNT, 1)));

    assertThat(events("chain-" + winner)).hasSize(1);
  }

  @Test
  void c04_race_createsAgainstALimit_passItExactlyAsOftenAsItAllows() {
    int max = 5;
    List<CommitResult> results =
        Race.of(64, i -> () -> outcomeOf(commit().insertKey(key("k" + i)).limit(limit(max))));

    assertThat(results).filteredOn(this::isCommitted).hasSize(max);
    assertThat(results)
        .filteredOn(result -> !isCommitted(result))
        .containsOnly(CommitResult.refused(Status.LIMIT_REACHED));
    assertThat(list(KeyCriteria.builder(100))).hasSize(max);
  }

  @Test
  void c05_race_requestsWithOneKey_haveOneWinner() {
    IntFunction<IdempotencyRecord> rival =
        i ->
            new IdempotencyRecord(
                scope("request"), "fingerprint", "k" + i, NOW, NOW.plusMillis(1_000));

    int winner =
        soleWinner(
            Status.IDEMPOTENCY_KEY_TAKEN,
            i -> commit().insertKey(key("k" + i)).idempotency(rival.apply(i)));

    assertThat(store().findIdempotency(scope("request"), NOW)).contains(rival.apply(winner));
    assertThat(idsOf(list(KeyCriteria.builder(100)))).containsExactly("k" + winner);
  }

  @Test
  void c05_race_requestsThatReplaceAnExpiredOne_haveOneWinner() {
    IdempotencyRecord expired = idempotency(scope("request"), NOW);
    committed(commit().idempotency(expired));

    soleWinner(
        Status.IDEMPOTENCY_KEY_TAKEN,
        i -> commit("chain-" + i).idempotency(idempotency(expired.scope(), expired.expiresAt())));
  }

  @Test
  void c02_race_guardOfAPartner_holdsUntilTheCommitIsThrough() {
    for (int round = 0; round < ROUNDS; round++) {
      String partner = "p" + round;
      String key = "k" + round;
      committed(commit(AuditChain.HOST).putPartner(partner(partner, 1)));

      assertGuardHolds(
          commit().insertKey(key(key)).guardPartner(new VersionedId(partner, 1)),
          commit(AuditChain.HOST).putPartner(partner(partner, 2)));
    }
  }

  @Test
  void c02_race_guardOfAnAbsentAccount_holdsUntilTheCommitIsThrough() {
    for (int round = 0; round < ROUNDS; round++) {
      String account = "account-" + round;
      StoredKey key = key("k" + round, record -> record.accountId(account));

      assertGuardHolds(
          commit(account).insertKey(key).guardAccount(new VersionedId(account, 0)),
          commit(AuditChain.HOST).putAccount(account(account, 1)));
    }
  }

  /** Both may be committed, but then the guarded one came first. */
  private void assertGuardHolds(Commit.Builder guarded, Commit.Builder write) {
    List<CommitResult> results =
        Race.run(List.of(() -> outcomeOf(guarded), () -> outcomeOf(write)));

    assertThat(results.get(1).status()).isEqualTo(Status.COMMITTED);
    if (isCommitted(results.get(0))) {
      assertThat(results.get(0).feedNumber()).isLessThan(results.get(1).feedNumber());
    } else {
      assertThat(results.get(0)).isEqualTo(CommitResult.refused(Status.STALE));
    }
  }

  @Test
  void c01_race_readers_neverSeeHalfACommit() {
    insert(key("k1"), key("k2"));

    Race.readersAmongWriters(3, this::assertWholeCommits, 1, this::raiseBoth);
  }

  private void raiseBoth(int round) {
    committed(commit().updateKey(at(round + 2, "k2")).updateKey(at(round + 2, "k1")));
  }

  /** Whoever has seen one half of a commit sees the other from then on. */
  private void assertWholeCommits() {
    long first = found(key("k1")).record().version();
    long second = found(key("k2")).record().version();
    assertThat(second).isGreaterThanOrEqualTo(first);
  }

  @Test
  void a04_race_updatesOfOneSeal_eachSeeTheOneBefore() {
    int updates = 64;

    Race.of(updates, i -> () -> outcomeOf(commit().updateSeal(CommitRaceRules::oneMore)));

    assertThat(store().chainSeal(Records.ACCOUNT)).contains(Integer.toString(updates));
  }

  private static String oneMore(@Nullable String before) {
    return Integer.toString(before == null ? 1 : Integer.parseInt(before) + 1);
  }

  @Test
  void c09_race_commitsOnTheSameRowsInOppositeOrder_comeToAnEnd() {
    List<String> ids = List.of("k1", "k2", "k3", "k4");
    insert(ids.stream().map(Records::key).toArray(StoredKey[]::new));
    for (int version = 2; version < 2 + ROUNDS; version++) {
      int next = version;

      soleWinner(Status.STALE, i -> raiseAll(ids, next, i));

      ids.forEach(id -> assertStored(at(next, id)));
    }
  }

  private static Commit.Builder raiseAll(List<String> ids, int version, int thread) {
    List<String> order = new ArrayList<>(ids);
    Collections.rotate(order, thread);
    if (thread % 2 == 0) {
      Collections.reverse(order);
    }
    Commit.Builder commit = commit("chain-" + thread);
    order.forEach(id -> commit.updateKey(at(version, id)));
    return commit;
  }

  private static StoredKey at(long version, String keyId) {
    return key(keyId, record -> record.version(version));
  }

  /** Races commits of which one must be committed and the others refused; says which. */
  @CanIgnoreReturnValue
  private int soleWinner(Status otherwise, IntFunction<Commit.Builder> rival) {
    List<CommitResult> results = Race.of(THREADS, i -> () -> outcomeOf(rival.apply(i)));
    assertThat(results).filteredOn(this::isCommitted).hasSize(1);
    assertThat(results)
        .filteredOn(result -> !isCommitted(result))
        .containsOnly(CommitResult.refused(otherwise));
    return results.indexOf(results.stream().filter(this::isCommitted).findFirst().orElseThrow());
  }

  private boolean isCommitted(CommitResult result) {
    return result.status() == Status.COMMITTED;
  }
}
