package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.at;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.fullKey;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.scope;
import static io.latchkey.contract.Records.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeySource.Capability;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules C1, S1, A3, F2, F5, F6 and U1 for a store that is closed and opened again. */
abstract class DurabilityRules extends Rules {

  private final DurableKeyStoreContract contract;

  DurabilityRules(DurableKeyStoreContract contract) {
    super(contract);
    this.contract = contract;
  }

  @Test
  void c01_reopened_holdsAllThatWasCommitted() {
    Refusal.prepare(this);
    insert(fullKey("k1"));
    committed(
        commit()
            .putPartner(partner("p1", 1))
            .putAccount(account("a1", 1))
            .idempotency(idempotency(scope("request"), NOW)));
    StoreImage before = StoreImage.of(store(), ACCOUNT, "there", "request");

    contract.reopenStore();

    assertThat(StoreImage.of(store(), ACCOUNT, "there", "request")).isEqualTo(before);
  }

  @Test
  void c01_reopened_holdsNothingOfARefusedCommit() {
    Refusal.prepare(this);
    assertRefused(Status.DUPLICATE, commit().insertKey(key("new")).insertKey(key("there")));
    StoreImage before = StoreImage.of(store(), ACCOUNT);

    contract.reopenStore();

    assertThat(StoreImage.of(store(), ACCOUNT)).isEqualTo(before);
    assertThat(find(key("new"))).isEmpty();
  }

  @Test
  void c02_reopened_stillKnowsItsVersions() {
    insert(key("k1"));
    update(next(key("k1")));

    contract.reopenStore();

    assertRefused(Status.STALE, commit().updateKey(next(key("k1"))));
    update(next(next(key("k1"))));
  }

  @Test
  void a03_reopened_goesOnFromTheHeadOfACutChain() {
    committed(commit());
    ChainHead head = audit(ACCOUNT).head();
    committed(commit("other").cutChain(new ChainCut(ACCOUNT, 1)));

    contract.reopenStore();
    committed(commit());

    assertThat(events(ACCOUNT)).hasSize(1);
    assertThat(AuditRules.assertLinked(head, events(ACCOUNT))).isEqualTo(audit(ACCOUNT).head());
  }

  @Test
  void f02_reopened_numbersGoOnRising() {
    insert(key("k1"));
    FeedPosition before = position();

    contract.reopenStore();

    assertThat(position()).isEqualTo(before);
    assertThat(insert(key("k2"))).isGreaterThan(before.number());
    assertThat(changesAfter(before.number())).hasSize(1);
  }

  @Test
  void f05_reopened_numbersGoOnRisingAfterEveryChangeWasTrimmed() {
    long newest = insert(key("k1"));
    assertThat(store().trim(new Trim(newest, Instant.EPOCH, 100))).isEqualTo(1);

    contract.reopenStore();

    assertThat(position().number()).isEqualTo(newest);
    assertThat(page(0).lowWater()).isEqualTo(newest);
    assertThat(insert(key("k2"))).isGreaterThan(newest);
  }

  @Test
  void f06_reopened_keepsItsEpoch() {
    String epoch = position().epoch();

    contract.reopenStore();

    assertThat(position().epoch()).isEqualTo(epoch);
  }

  @TestFactory
  Stream<DynamicTest> s01_reopened_holdsWhatIsStaged() {
    return store().capabilities().contains(Capability.STAGES)
        ? Stream.of(DynamicTest.dynamicTest("declared, so checked", this::holdsWhatIsStaged))
        : Stream.of();
  }

  private void holdsWhatIsStaged() {
    StagedKey staged = new StagedKey(fullKey("k1"), "create");
    try (HostTransaction host = beginHostTransaction()) {
      host.stage(staged);
      host.commit();
    }

    contract.reopenStore();

    assertThat(store().staged("", 10)).containsExactly(staged);
    committed(commit().adopt("k1").insertKey(staged.key()));
  }

  @Test
  void u01_reopened_holdsTheLastUse() {
    insert(key("k1"));
    use(new KeyUse("k1", at(1)));

    contract.reopenStore();

    assertStored(used(key("k1"), at(1)));
  }
}
