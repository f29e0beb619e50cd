package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.ACTIVE;
import static io.latchkey.contract.Records.API_TYPE;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.PARTNER;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.versionOf;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule C4: who counts for a limit. */
abstract class LimitRules extends Rules {

  LimitRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void c04_limit_notReached_letsTheCommitPass() {
    insert(key("k1"), key("k2"));

    committed(commit().insertKey(key("k3")).limit(limit(3)));

    assertStored(key("k3"));
  }

  @Test
  void c04_limit_reachedOrPassed_isRefused() {
    insert(key("k1"), key("k2"));

    assertLive(2);
  }

  @Test
  void c04_limit_doesNotCountWhatTheCommitInserts() {
    committed(
        commit().insertKey(key("k1")).insertKey(key("k2")).insertKey(key("k3")).limit(limit(1)));

    assertLive(3);
  }

  @Test
  void c04_limit_looksAtUpdatedAndDeletedKeysAsTheyWillBe() {
    StoredKey revoked = key("revoked");
    StoredKey deleted = key("deleted");
    insert(revoked, deleted);

    committed(
        commit()
            .updateKey(next(revoked, record -> record.state("REVOKED")))
            .deleteKey(versionOf(deleted))
            .insertKey(key("k3"))
            .limit(limit(1)));

    assertLive(1);
  }

  @Test
  void c04_limit_countsTheGivenStatesOnly() {
    insert(
        key("k1"),
        key("k2", record -> record.state("PENDING")),
        key("k3", record -> record.state("REVOKED")));

    assertLive(1);
    assertLive(2, Set.of(ACTIVE, "PENDING"), NOW);
    assertLive(3, Set.of(ACTIVE, "PENDING", "REVOKED"), NOW);
    committed(commit().limit(limitOn(Set.of("DISABLED"), NOW, 1)));
  }

  @Test
  void c04_limit_atTheVeryEnd_takesTheStateFromThenOn() {
    insert(key("k1"), key("k2", record -> record.ends(NOW, "EXPIRED")));

    assertLive(2, Set.of(ACTIVE), NOW.minusMillis(1));
    assertLive(1, Set.of(ACTIVE), NOW);
    assertLive(1, Set.of("EXPIRED"), NOW);
    committed(commit().limit(limitOn(Set.of("EXPIRED"), NOW.minusMillis(1), 1)));
  }

  @Test
  void c04_limit_isOnOnePartnerAndOneTypeOfOneAccount() {
    insert(key("k2", record -> record.accountId("globex")));
    insert(
        key("k1"),
        key("k3", record -> record.partnerId("southwind")),
        key("k4", record -> record.apiType("reporting")));

    assertLive(1);
  }

  @Test
  void c04_limit_comparesIdsByteForByte() {
    insert(key("k2", record -> record.accountId("Acme-Inc")));
    insert(
        key("k1"),
        key("k3", record -> record.partnerId("Northwind")),
        key("k4", record -> record.apiType("Candidate_Ingestion")),
        key("k5", record -> record.partnerId("northwind ")),
        key("k6", record -> record.state("active")));

    assertLive(1);
  }

  @Test
  void c04_limit_successorOfACountingKey_takesItsPlace() {
    insert(key("old"), key("new", record -> {}, details -> details.predecessorId("old")));

    assertLive(1);
  }

  @Test
  void c04_limit_pendingSuccessorOfACountingKey_takesItsPlace() {
    insert(
        key("old"),
        key("new", record -> record.state("PENDING"), details -> details.predecessorId("old")));

    assertLive(1, Set.of(ACTIVE, "PENDING"), NOW);
  }

  @Test
  void c04_limit_successorOfAnEndedKey_counts() {
    insert(
        key("old", record -> record.ends(NOW, "REPLACED")),
        key("new", record -> {}, details -> details.predecessorId("old")));

    assertLive(1, Set.of(ACTIVE), NOW.minusMillis(1));
    assertLive(1, Set.of(ACTIVE), NOW);
  }

  @Test
  void c04_limit_successorOfARevokedKey_counts() {
    insert(
        key("old", record -> record.state("REVOKED")),
        key("new", record -> {}, details -> details.predecessorId("old")),
        key("other"));

    assertLive(2);
  }

  @Test
  void c04_limit_successorOfADeletedKey_counts() {
    insert(key("old"), key("new", record -> {}, details -> details.predecessorId("old")));
    delete(key("old"));

    assertLive(1);
  }

  @Test
  void c04_limit_successorOfAKeyWhoseIdOnlyLooksAlike_counts() {
    insert(key("old"), key("new", record -> {}, details -> details.predecessorId("OLD")));

    assertLive(2);
  }

  private void assertLive(int count) {
    assertLive(count, Set.of(ACTIVE), NOW);
  }

  /** So many live keys: a limit of as many refuses, a limit of one more does not. */
  private void assertLive(int count, Set<String> states, Instant at) {
    assertRefused(
        Status.LIMIT_REACHED, commit().limit(limitOn(states, at, Math.max(1, count - 1))));
    assertRefused(Status.LIMIT_REACHED, commit().limit(limitOn(states, at, count)));
    committed(commit().limit(limitOn(states, at, count + 1)));
  }

  private static LiveLimit limitOn(Set<String> states, Instant at, int max) {
    return new LiveLimit(ACCOUNT, PARTNER, API_TYPE, states, at, max);
  }
}
