package io.latchkey.contract;

import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.scope;
import static io.latchkey.contract.Records.used;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule C7: ids are compared byte for byte, wherever one stands. */
abstract class IdentityRules extends Rules {

  IdentityRules(KeyStoreContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @EnumSource
  void c07_keyIds_thatLookAlike_areDifferent(LookAlikes pair) {
    StoredKey one = key(pair.one());
    StoredKey other = key(pair.other());
    insert(one);
    assertThat(find(other)).isEmpty();
    assertRefused(Status.STALE, commit().updateKey(next(other)));
    assertRefused(Status.STALE, commit().deleteKey(versionOf(other)));

    insert(other);
    update(next(other));
    use(new KeyUse(pair.one(), NOW));

    assertStored(used(one, NOW), next(other));
    assertThat(Follower.load(store()).keys).containsOnlyKeys(pair.one(), pair.other());
    delete(next(other));
    assertStored(used(one, NOW));
  }

  @ParameterizedTest
  @EnumSource
  void c07_accountIds_thatLookAlike_areDifferent(LookAlikes pair) {
    StoredKey key = key("k1", record -> record.accountId(pair.one()));
    insert(key);
    committed(commit(pair.one()).putAccount(account(pair.one(), 1)));

    assertThat(store().findKey(pair.other(), "k1")).isEmpty();
    assertThat(list(KeyCriteria.builder(10).accountId(pair.other()))).isEmpty();
    assertThat(list(KeyCriteria.builder(10).accountId(pair.one()))).containsExactly(key);
    assertThat(store().findAccount(pair.other())).isEmpty();
    committed(commit().guardAccount(new VersionedId(pair.other(), 0)));

    committed(commit(pair.other()).putAccount(account(pair.other(), 1)));
    committed(commit(pair.other()).putAccount(account(pair.other(), 2)));

    assertThat(store().findAccount(pair.one())).contains(account(pair.one(), 1));
    assertThat(store().findAccount(pair.other())).contains(account(pair.other(), 2));
  }

  @ParameterizedTest
  @EnumSource
  void c07_partnerIds_thatLookAlike_areDifferent(LookAlikes pair) {
    committed(commit().putPartner(partner(pair.one(), 1)));
    assertThat(store().findPartner(pair.other())).isEmpty();
    committed(commit().guardPartner(new VersionedId(pair.other(), 0)));

    committed(commit().putPartner(partner(pair.other(), 1)));
    committed(commit().putPartner(partner(pair.other(), 2)));

    assertThat(store().findPartner(pair.one())).contains(partner(pair.one(), 1));
    assertThat(store().findPartner(pair.other())).contains(partner(pair.other(), 2));
    assertThat(store().listPartners()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void c07_chains_thatLookAlike_areDifferent(LookAlikes pair) {
    committed(commit(pair.one()));
    committed(commit(pair.other()));
    committed(commit(pair.other()));

    assertThat(events(pair.one())).hasSize(1);
    assertThat(events(pair.other())).hasSize(2);
    assertThat(audit(pair.other()).head().chain()).isEqualTo(pair.other());
  }

  @ParameterizedTest
  @EnumSource
  void c07_idempotencyKeys_thatLookAlike_areDifferent(LookAlikes pair) {
    IdempotencyRecord one = idempotency(scope(pair.one()), NOW);
    IdempotencyRecord other = idempotency(scope(pair.other()), NOW);
    committed(commit().idempotency(one));
    assertThat(store().findIdempotency(other.scope(), NOW)).isEmpty();

    committed(commit().idempotency(other));

    assertThat(store().findIdempotency(one.scope(), NOW)).contains(one);
    assertThat(store().findIdempotency(other.scope(), NOW)).contains(other);
  }

  @ParameterizedTest
  @EnumSource
  void c07_criteria_thatLookAlike_areDifferent(LookAlikes pair) {
    StoredKey one = lookAlike("k1", pair.one());
    StoredKey other = lookAlike("k2", pair.other());
    insert(one, other);

    assertLists(KeyCriteria.builder(10).partnerId(pair.one()), one);
    assertLists(KeyCriteria.builder(10).apiTypes(Set.of(pair.one())), one);
    assertLists(KeyCriteria.builder(10).environment(pair.other()), other);
    assertLists(KeyCriteria.builder(10).createdBy(pair.one()), one);
    assertLists(KeyCriteria.builder(10).createdBy(pair.other()), other);
  }

  private void assertLists(KeyCriteria.Builder criteria, StoredKey expected) {
    assertThat(list(criteria)).containsExactly(expected);
  }

  private static StoredKey lookAlike(String keyId, String text) {
    return key(
        keyId,
        record -> record.partnerId(text).apiType(text).environment(text),
        details -> details.createdBy(text));
  }
}
