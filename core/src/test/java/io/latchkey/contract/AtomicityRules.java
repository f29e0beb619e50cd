package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.event;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.scope;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules C1 and C8: all or nothing. */
abstract class AtomicityRules extends Rules {

  private static final String OTHER_CHAIN = "globex";

  AtomicityRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void c01_commit_ofEveryKindOfRow_writesThemAll() {
    StoredKey first = key("first");
    StoredKey doomed = key("doomed");
    IdempotencyRecord request = idempotency(scope("request"), NOW);
    insert(first, doomed);

    committed(
        commit()
            .insertKey(key("second"))
            .updateKey(next(first))
            .deleteKey(versionOf(doomed))
            .putPartner(partner("p1", 1))
            .putAccount(account(ACCOUNT, 1))
            .idempotency(request));

    assertStored(key("second"), next(first));
    assertThat(find(doomed)).isEmpty();
    assertThat(store().findPartner("p1")).contains(partner("p1", 1));
    assertThat(store().findAccount(ACCOUNT)).contains(account(ACCOUNT, 1));
    assertThat(store().findIdempotency(request.scope(), NOW)).contains(request);
    assertThat(events(ACCOUNT)).hasSize(2);
  }

  @Test
  void c01_commit_ofHundredsOfRows_writesThemAll() {
    Commit.Builder commit = commit();
    for (int i = 0; i < 300; i++) {
      commit.insertKey(key("k" + i)).event(event("created"));
    }

    committed(commit);

    assertThat(Follower.load(store()).keys).hasSize(300);
    assertThat(events(ACCOUNT)).hasSize(301);
  }

  @Test
  void c01_commit_ofEventsAlone_isCommittedAndMakesNoChange() {
    assertThat(outcomeOf(commit())).isEqualTo(CommitResult.committed(0));
    assertThat(events(ACCOUNT)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void c01_refusal_ofOneElement_leavesNothingOfTheOthers(Refusal refusal) {
    Refusal.prepare(this);
    StoredKey kept = key("kept");
    StoredKey doomed = key("doomed");
    committed(commit(OTHER_CHAIN).insertKey(kept).insertKey(doomed));
    committed(commit().putPartner(partner("kept", 1)).putAccount(account("kept", 1)));
    StoreImage before = image();

    Commit.Builder commit =
        commit()
            .event(event("second"))
            .insertKey(key("new-1"))
            .insertKey(key("new-2"))
            .updateKey(next(kept))
            .deleteKey(versionOf(doomed))
            .putPartner(partner("new", 1))
            .putPartner(partner("kept", 2))
            .putAccount(account("new", 1))
            .putAccount(account("kept", 2))
            .idempotency(idempotency(scope("new"), NOW))
            .cutChain(new ChainCut(OTHER_CHAIN, 1));
    refusal.addTo(commit);

    assertRefused(refusal.status(), commit);
    assertThat(image()).isEqualTo(before);
  }

  @Test
  void c01_refusal_ofTheLastOfManyRows_leavesNothing() {
    insert(key("there"));
    StoreImage before = image();

    Commit.Builder commit = commit();
    for (int i = 0; i < 50; i++) {
      commit.insertKey(key("new-" + i));
    }
    commit.insertKey(key("there"));

    assertRefused(Status.DUPLICATE, commit);
    assertThat(image()).isEqualTo(before);
  }

  @Test
  void c01_refusedCommit_givenAgainOnceItsReasonIsGone_isCommitted() {
    StoredKey full = key("full");
    insert(full);
    Commit.Builder commit = commit().insertKey(key("waiting")).limit(limit(1));
    assertRefused(Status.LIMIT_REACHED, commit);

    update(next(full, record -> record.state("REVOKED")));

    committed(commit);
    assertStored(key("waiting"));
  }

  @Test
  void c01_refusedCommits_useNoChangeNumberThatLaterFillsIn() {
    long before = insert(key("there"));
    assertRefused(Status.DUPLICATE, commit().insertKey(key("there")));

    assertThat(changesAfter(before)).isEmpty();
    assertThat(position().number()).isEqualTo(before);
  }

  @Test
  void c08_severalRefusals_oneOfThemIsReturned() {
    Refusal.prepare(this);
    StoreImage before = image();

    CommitResult result =
        outcomeOf(
            commit()
                .insertKey(key("there"))
                .updateKey(next(key("nowhere")))
                .guardPartner(new VersionedId("there", 1))
                .limit(limit(1))
                .idempotency(idempotency(scope("there"), NOW)));

    assertThat(result.status()).isNotEqualTo(Status.COMMITTED);
    assertThat(result.feedNumber()).isZero();
    assertThat(image()).isEqualTo(before);
  }

  private StoreImage image() {
    return StoreImage.of(store(), ACCOUNT, OTHER_CHAIN, AuditChain.HOST, "there", "new", "request");
  }
}
