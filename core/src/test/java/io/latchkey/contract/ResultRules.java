package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.at;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.spi.AuditPage;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeySource.Capability;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule L3: what was returned stays as it was. */
abstract class ResultRules extends Rules {

  ResultRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void l03_lists_areImmutable() {
    committed(commit().insertKey(key("k1")).putPartner(partner("p1", 1)));

    assertImmutable(list(KeyCriteria.builder(10)), key("k2"));
    assertImmutable(store().listPartners(), partner("p2", 1));
    assertImmutable(changesAfter(0), changesAfter(0).get(0));
    assertImmutable(audit(ACCOUNT).events(), audit(ACCOUNT).events().get(0));
    assertImmutable(store().capabilities(), Capability.WAKES);
  }

  @Test
  void l03_emptyLists_areImmutable() {
    assertImmutable(list(KeyCriteria.builder(10)), key("k1"));
    assertImmutable(store().listPartners(), partner("p1", 1));
  }

  @Test
  void l03_lists_showNothingOfLaterWrites() {
    StoredKey doomed = key("k2");
    committed(commit().insertKey(key("k1")).insertKey(doomed).putPartner(partner("p1", 1)));
    List<StoredKey> keys = list(KeyCriteria.builder(10));
    List<StoredKey> keysOfAccount = list(KeyCriteria.builder(10).accountId(ACCOUNT));
    List<StoredPartner> partners = store().listPartners();

    update(next(key("k1"), record -> record.state("REVOKED")));
    use(new KeyUse("k1", at(1)));
    delete(doomed);
    insert(key("k3"));
    committed(commit().putPartner(partner("p1", 2)).putPartner(partner("p2", 1)));
    assertThat(list(KeyCriteria.builder(10))).hasSize(2);
    assertThat(list(KeyCriteria.builder(10).accountId(ACCOUNT))).hasSize(2);
    assertThat(store().listPartners()).hasSize(2);

    assertThat(keys).containsExactly(key("k1"), doomed);
    assertThat(keysOfAccount).containsExactly(key("k1"), doomed);
    assertThat(partners).containsExactly(partner("p1", 1));
  }

  @Test
  void l03_records_showNothingOfLaterWrites() {
    committed(
        commit().insertKey(key("k1")).putPartner(partner("p1", 1)).putAccount(account("a1", 1)));
    StoredKey found = found(key("k1"));
    StoredPartner partner = store().findPartner("p1").orElseThrow();
    Follower loaded = Follower.load(store());

    update(next(key("k1"), record -> record.state("REVOKED")));
    use(new KeyUse("k1", at(1)));
    committed(commit().putPartner(partner("p1", 2)).putAccount(account("a1", 2)));

    assertThat(found).isEqualTo(key("k1"));
    assertThat(partner).isEqualTo(partner("p1", 1));
    assertThat(loaded.keys).containsEntry("k1", key("k1").record());
    assertThat(loaded.accounts).containsEntry("a1", account("a1", 1));
  }

  @Test
  void l03_pages_showNothingOfLaterWrites() {
    insert(key("k1"));
    FeedPage changes = page(0);
    AuditPage events = audit(ACCOUNT);
    FeedPage sameChanges =
        new FeedPage(changes.position(), changes.lowWater(), List.copyOf(changes.changes()));
    AuditPage sameEvents = new AuditPage(events.head(), List.copyOf(events.events()));

    update(next(key("k1"), record -> record.state("REVOKED")));

    assertThat(changes).isEqualTo(sameChanges);
    assertThat(events).isEqualTo(sameEvents);
  }

  @Test
  void l03_digest_isTheStoresOwn() {
    byte[] given = {1, 2, 3, 4};
    StoredKey key = key("k1", record -> record.digest("sha-256", given));
    insert(key);

    Arrays.fill(given, (byte) 9);
    Arrays.fill(found(key).record().digest(), (byte) 9);
    Follower.load(store()).keys.values().forEach(held -> Arrays.fill(held.digest(), (byte) 9));

    assertThat(found(key).record().digest()).containsExactly(1, 2, 3, 4);
    assertThat(Follower.load(store()).keys.get("k1").digest()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void l03_capabilities_neverChange() {
    var before = store().capabilities();
    insert(key("k1"));

    assertThat(store().capabilities()).isEqualTo(before);
  }

  private static <T> void assertImmutable(Collection<T> collection, T element) {
    assertThatThrownBy(() -> collection.add(element))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> collection.clear()).isInstanceOf(UnsupportedOperationException.class);
  }
}
