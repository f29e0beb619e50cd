package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.PARTNER;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.fullKey;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeySource.Capability;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Rules S1 to S4: keys staged in a host's transaction. Only for a store that declares {@link
 * Capability#STAGES}.
 */
abstract class StagingRules extends Rules {

  StagingRules(KeyStoreContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> s01_stage_isShownFromTheHostsCommitOn() {
    return ifStaging(
        () -> {
          try (HostTransaction host = beginHostTransaction()) {
            host.stage(staged("s1"));
            host.stage(staged("s2"));
            assertThat(allStaged()).isEmpty();
            assertThat(store().findStaged(ACCOUNT, "s1")).isEmpty();

            host.commit();
          }

          assertThat(allStaged()).containsExactly(staged("s1"), staged("s2"));
          assertThat(store().findStaged(ACCOUNT, "s2")).contains(staged("s2"));
        });
  }

  @TestFactory
  Stream<DynamicTest> s01_stage_rolledBack_isNeverShown() {
    return ifStaging(
        () -> {
          try (HostTransaction host = beginHostTransaction()) {
            host.stage(staged("s1"));
          }

          assertThat(allStaged()).isEmpty();
          assertThat(store().findStaged(ACCOUNT, "s1")).isEmpty();
          stage(staged("s1"));
          assertThat(allStaged()).containsExactly(staged("s1"));
        });
  }

  @TestFactory
  Stream<DynamicTest> s02_stage_makesNoChangeInTheFeedAndNoEvent() {
    return ifStaging(
        () -> {
          insert(key("k1"));
          FeedPosition before = position();
          int events = events(ACCOUNT).size();

          stage(staged("s1"));

          assertThat(position()).isEqualTo(before);
          assertThat(events(ACCOUNT)).hasSize(events);
          assertThat(find(key("s1"))).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> s02_openTransaction_delaysNobody() {
    return ifStaging(
        () -> {
          insert(key("k1"));
          committed(commit().putPartner(partner(PARTNER, 1)).putAccount(account(ACCOUNT, 1)));
          try (HostTransaction host = beginHostTransaction()) {
            host.stage(new StagedKey(successorOf("k1"), "replace"));

            // On a thread of its own, so that one that waits is found and not waited for.
            Race.run(List.of(this::writeWhatTheStagedKeyRestsOn));

            host.commit();
          }
          assertThat(allStaged()).hasSize(1);
        });
  }

  private boolean writeWhatTheStagedKeyRestsOn() {
    update(next(key("k1")));
    committed(commit().putPartner(partner(PARTNER, 2)));
    committed(commit().putAccount(account(ACCOUNT, 2)).limit(Records.limit(9)));
    committed(
        commit()
            .insertKey(key("k2"))
            .guardPartner(new VersionedId(PARTNER, 2))
            .guardAccount(new VersionedId(ACCOUNT, 2)));
    stage(staged("other"));
    committed(adoption("other"));
    assertThat(StoreImage.of(store(), ACCOUNT).loadedAt()).isEqualTo(position());
    return true;
  }

  @TestFactory
  Stream<DynamicTest> s03_adopt_removesTheStagedKeyInTheSameCommit() {
    return ifStaging(
        () -> {
          stage(staged("s1"));
          stage(staged("s2"));

          committed(adoption("s1"));

          assertThat(allStaged()).containsExactly(staged("s2"));
          assertThat(store().findStaged(ACCOUNT, "s1")).isEmpty();
          assertStored(staged("s1").key());
        });
  }

  @TestFactory
  Stream<DynamicTest> s03_adopt_whatIsNotStaged_isStale() {
    return ifStaging(
        () -> {
          stage(staged("s1"));
          committed(adoption("s1"));

          assertRefused(Status.STALE, commit().adopt("s1"));
          assertRefused(Status.STALE, adoption("unknown"));
          assertThat(find(key("unknown"))).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> s03_adopt_beforeTheHostsCommit_isStale() {
    return ifStaging(
        () -> {
          try (HostTransaction host = beginHostTransaction()) {
            host.stage(staged("s1"));
            Race.run(List.of(() -> refusedAsStale("s1")));
            host.commit();
          }
          committed(adoption("s1"));
        });
  }

  private boolean refusedAsStale(String keyId) {
    assertRefused(Status.STALE, adoption(keyId));
    return true;
  }

  @TestFactory
  Stream<DynamicTest> s03_adopt_refusedForAnotherReason_leavesTheStagedKey() {
    return ifStaging(
        () -> {
          insert(key("there"));
          stage(staged("s1"));

          assertRefused(Status.DUPLICATE, adoption("s1").insertKey(key("there")));
          assertRefused(Status.STALE, adoption("s1").guardAccount(new VersionedId(ACCOUNT, 7)));

          assertThat(allStaged()).containsExactly(staged("s1"));
          assertThat(find(key("s1"))).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> s03_race_ofAdoptions_hasOneWinner() {
    return ifStaging(
        () -> {
          for (int round = 0; round < 10; round++) {
            String keyId = "s" + round;
            stage(staged(keyId));

            List<Status> answers = Race.of(8, i -> () -> adoptAs(keyId, keyId + "-" + i));

            assertThat(answers).containsOnlyOnce(Status.COMMITTED);
            assertThat(answers).containsOnly(Status.COMMITTED, Status.STALE);
          }
          assertThat(events(ACCOUNT)).hasSize(10);
        });
  }

  /** Under an id of its own, so that it is the staged key alone that decides. */
  private Status adoptAs(String stagedId, String keyId) {
    return outcomeOf(commit().adopt(stagedId).insertKey(key(keyId))).status();
  }

  @TestFactory
  Stream<DynamicTest> s04_list_isByRisingIdAndGoesOnBehindItsCursor() {
    return ifStaging(
        () -> {
          stage(staged("b"));
          stage(staged("a"), staged("C"));
          stage(staged("a2"));

          assertThat(ids(store().staged("", 2))).containsExactly("C", "a");
          assertThat(ids(store().staged("a", 2))).containsExactly("a2", "b");
          assertThat(ids(store().staged("a1", 9))).containsExactly("a2", "b");
          assertThat(store().staged("b", 2)).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> s04_find_isWithinTheAccount() {
    return ifStaging(
        () -> {
          stage(staged("s1"));

          assertThat(store().findStaged("globex", "s1")).isEmpty();
          assertThat(store().findStaged(ACCOUNT.toUpperCase(Locale.ROOT), "s1")).isEmpty();
          assertThat(store().findStaged(ACCOUNT, "S1")).isEmpty();
          assertThat(store().findStaged(ACCOUNT, "s1 ")).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> s04_stagedKey_comesBackAsItWasGiven() {
    StagedKey full = new StagedKey(fullKey("full"), "some operation");
    StoredKey odd =
        key("odd", record -> {}, details -> details.description("Zoë \uD83D\uDD11 \"x\"\\ "));
    return ifStaging(
        () -> {
          stage(full, new StagedKey(odd, "Ünknown"));

          assertThat(allStaged()).containsExactly(full, new StagedKey(odd, "Ünknown"));
          assertThat(store().findStaged(ACCOUNT, "full")).contains(full);
        });
  }

  private static StagedKey staged(String keyId) {
    return new StagedKey(key(keyId), "create");
  }

  private static StoredKey successorOf(String keyId) {
    return key("s1", record -> {}, details -> details.predecessorId(keyId));
  }

  private static Commit.Builder adoption(String keyId) {
    return commit().adopt(keyId).insertKey(staged(keyId).key());
  }

  private void stage(StagedKey... keys) {
    try (HostTransaction host = beginHostTransaction()) {
      for (StagedKey key : keys) {
        host.stage(key);
      }
      host.commit();
    }
  }

  private List<StagedKey> allStaged() {
    return store().staged("", 100);
  }

  private static List<String> ids(List<StagedKey> staged) {
    return staged.stream().map(one -> one.key().record().keyId()).toList();
  }

  private Stream<DynamicTest> ifStaging(Executable body) {
    return store().capabilities().contains(Capability.STAGES)
        ? Stream.of(DynamicTest.dynamicTest("declared, so checked", body))
        : Stream.of();
  }
}
