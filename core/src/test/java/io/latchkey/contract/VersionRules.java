package io.latchkey.contract;

import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.VersionedId;
import org.junit.jupiter.api.Test;

/** Rules C2 and C3: versions and existence decide. */
abstract class VersionRules extends Rules {

  VersionRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void c02_update_ofTheVersionBefore_isWritten() {
    StoredKey first = key("k1");
    StoredKey second = next(first, record -> record.state("DISABLED"));
    StoredKey third = next(second, record -> record.state("REVOKED"));
    insert(first);

    update(second);
    update(third);

    assertStored(third);
  }

  @Test
  void c02_update_staleVersion_isRefused() {
    StoredKey first = key("k1");
    StoredKey second = next(first, record -> record.state("REVOKED"));
    insert(first);
    update(second);

    assertRefused(Status.STALE, commit().updateKey(next(first)));
    assertStored(second);
  }

  @Test
  void c02_update_versionAhead_isRefused() {
    StoredKey first = key("k1");
    insert(first);

    assertRefused(Status.STALE, commit().updateKey(next(next(first))));
    assertStored(first);
  }

  @Test
  void c02_update_unknownKey_isRefusedAndInsertsNothing() {
    assertRefused(Status.STALE, commit().updateKey(next(key("k1"))));
    assertThat(find(key("k1"))).isEmpty();
  }

  @Test
  void c02_update_deletedKey_isRefused() {
    StoredKey key = key("k1");
    insert(key);
    delete(key);

    assertRefused(Status.STALE, commit().updateKey(next(key)));
    assertThat(find(key)).isEmpty();
  }

  @Test
  void c02_update_leavesOtherKeysAlone() {
    StoredKey neighbour = key("k2");
    insert(key("k1"), neighbour);

    update(next(key("k1")));

    assertStored(neighbour);
  }

  @Test
  void c02_delete_ofTheExactVersion_removesTheKeyEverywhere() {
    StoredKey key = next(key("k1"));
    insert(key("k1"), key("k2"));
    update(key);

    delete(key);

    assertThat(find(key)).isEmpty();
    assertThat(idsOf(list(KeyCriteria.builder(10)))).containsExactly("k2");
    assertThat(Follower.load(store()).keys).containsOnlyKeys("k2");
  }

  @Test
  void c02_delete_staleVersion_isRefused() {
    StoredKey key = next(key("k1"));
    insert(key("k1"));
    update(key);

    assertRefused(Status.STALE, commit().deleteKey(versionOf(key("k1"))));
    assertStored(key);
  }

  @Test
  void c02_delete_deletedKey_isRefused() {
    StoredKey key = key("k1");
    insert(key);
    delete(key);

    assertRefused(Status.STALE, commit().deleteKey(versionOf(key)));
  }

  @Test
  void c02_partner_ofTheNextVersion_replacesRecordAndDocument() {
    StoredPartner second =
        new StoredPartner(new PartnerRecord("p1", "RETIRED", 2), "{\"aliases\":[\"nw\"]}");
    committed(commit().putPartner(partner("p1", 1)));

    committed(commit().putPartner(second));

    assertThat(store().findPartner("p1")).contains(second);
    assertThat(store().listPartners()).containsExactly(second);
  }

  @Test
  void c02_partner_staleVersion_isRefused() {
    committed(commit().putPartner(partner("p1", 1)));
    committed(commit().putPartner(partner("p1", 2)));

    assertRefused(Status.STALE, commit().putPartner(partner("p1", 2)));
    assertRefused(Status.STALE, commit().putPartner(partner("p1", 4)));
    assertThat(store().findPartner("p1")).contains(partner("p1", 2));
  }

  @Test
  void c02_account_staleVersion_isRefused() {
    committed(commit().putAccount(account("a1", 1)));
    committed(commit().putAccount(account("a1", 2)));

    assertRefused(Status.STALE, commit().putAccount(account("a1", 2)));
    assertRefused(Status.STALE, commit().putAccount(account("a1", 4)));
    assertThat(store().findAccount("a1")).contains(account("a1", 2));
  }

  @Test
  void c02_guards_ofExactVersions_letTheCommitPassAndWriteNothing() {
    committed(commit().putPartner(partner("p1", 1)).putAccount(account("a1", 1)));
    committed(commit().putPartner(partner("p1", 2)).putAccount(account("a1", 2)));
    long before = position().number();

    committed(
        commit()
            .guardPartner(new VersionedId("p1", 2))
            .guardAccount(new VersionedId("a1", 2))
            .guardPartner(new VersionedId("nobody", 0))
            .guardAccount(new VersionedId("nobody", 0)));

    assertThat(position().number()).isEqualTo(before);
    assertThat(store().findPartner("p1")).contains(partner("p1", 2));
    assertThat(store().findAccount("a1")).contains(account("a1", 2));
    assertThat(store().findPartner("nobody")).isEmpty();
    assertThat(store().findAccount("nobody")).isEmpty();
  }

  @Test
  void c02_guard_ofAnotherVersion_isRefused() {
    committed(commit().putPartner(partner("p1", 1)).putAccount(account("a1", 1)));

    for (long version : new long[] {0, 2}) {
      VersionedId partner = new VersionedId("p1", version);
      VersionedId account = new VersionedId("a1", version);
      assertRefused(Status.STALE, commit().guardPartner(partner));
      assertRefused(Status.STALE, commit().guardAccount(account));
    }
  }

  @Test
  void c02_guard_ofAnAbsentRowAtAVersion_isRefused() {
    VersionedId nobody = new VersionedId("nobody", 1);

    assertRefused(Status.STALE, commit().guardPartner(nobody));
    assertRefused(Status.STALE, commit().guardAccount(nobody));
  }

  @Test
  void c03_insert_existingKey_isDuplicateAndKeepsTheFirst() {
    StoredKey first = key("k1");
    insert(first);

    StoredKey second = key("k1", record -> record.state("DISABLED"));

    assertRefused(Status.DUPLICATE, commit().insertKey(second));
    assertStored(first);
  }

  @Test
  void c03_insert_keyOfAnotherAccount_isDuplicate() {
    StoredKey ours = key("k1");
    StoredKey theirs = key("k1", record -> record.accountId("globex"));
    insert(ours);

    assertRefused(Status.DUPLICATE, commit("globex").insertKey(theirs));
    assertStored(ours);
    assertThat(store().findKey("globex", "k1")).isEmpty();
  }

  @Test
  void c03_insert_existingPartner_isDuplicate() {
    committed(commit().putPartner(partner("p1", 1)));
    committed(commit().putPartner(partner("p1", 2)));

    assertRefused(Status.DUPLICATE, commit().putPartner(partner("p1", 1)));
    assertThat(store().findPartner("p1")).contains(partner("p1", 2));
  }

  @Test
  void c03_insert_existingAccount_isDuplicate() {
    committed(commit().putAccount(account("a1", 1)));

    assertRefused(Status.DUPLICATE, commit().putAccount(account("a1", 1)));
  }

  @Test
  void c03_oneIdForKeyPartnerAndAccount_isNoDuplicate() {
    committed(
        commit()
            .insertKey(key("same"))
            .putPartner(partner("same", 1))
            .putAccount(account("same", 1)));

    assertStored(key("same"));
    assertThat(store().findPartner("same")).contains(partner("same", 1));
    assertThat(store().findAccount("same")).contains(account("same", 1));
  }

  @Test
  void c03_insert_afterDelete_startsAtVersionOneAgain() {
    StoredKey first = next(key("k1"));
    insert(key("k1"));
    update(first);
    delete(first);
    StoredKey second = key("k1", record -> record.state("PENDING"));

    insert(second);

    assertStored(second);
  }
}
