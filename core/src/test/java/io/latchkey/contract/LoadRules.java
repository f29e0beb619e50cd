package io.latchkey.contract;

import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules F1, F6 and L4: loading everything, or the owners, and whose history it is. */
abstract class LoadRules extends Rules {

  LoadRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void f01_load_ofAnEmptyStore_handsOverNothingAndStandsAtZero() {
    Follower loaded = Follower.load(store());

    assertThat(loaded.keys).isEmpty();
    assertThat(loaded.partners).isEmpty();
    assertThat(loaded.accounts).isEmpty();
    assertThat(loaded.position()).isZero();
    assertThat(position().number()).isZero();
  }

  @Test
  void f01_load_handsOverEveryRecordAsItStands() {
    StoredKey key = next(key("k1"), record -> record.state("DISABLED"));
    insert(key("k1"), key("k2"));
    update(key);
    long last = committed(commit().putPartner(partner("p1", 1)).putAccount(account("a1", 1)));

    Follower loaded = Follower.load(store());

    assertThat(loaded.keys.values()).containsExactlyInAnyOrder(key.record(), key("k2").record());
    assertThat(loaded.partners.values()).containsExactly(partner("p1", 1).record());
    assertThat(loaded.accounts.values()).containsExactly(account("a1", 1));
    assertThat(loaded.position()).isEqualTo(last);
  }

  @Test
  void f01_load_handsOverPartnersThenAccountsThenKeys() {
    insert(key("k1"), key("k2"));
    committed(commit().putAccount(account("a1", 1)).putAccount(account("a2", 1)));
    committed(commit().putPartner(partner("p1", 1)).putPartner(partner("p2", 1)));
    Kinds kinds = new Kinds();

    assertThat(store().load(kinds)).isEqualTo(position());

    assertThat(kinds.seen)
        .containsExactly("partner", "partner", "account", "account", "key", "key");
  }

  @Test
  void f01_load_ofManyKeys_handsOverEachOnce() {
    for (int batch = 0; batch < 10; batch++) {
      StoredKey[] keys = new StoredKey[150];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = key("k" + batch + "-" + i);
      }
      insert(keys);
    }
    Kinds kinds = new Kinds();

    assertThat(store().load(kinds)).isEqualTo(position());

    assertThat(kinds.seen).hasSize(1_500);
    assertThat(Follower.load(store()).keys).hasSize(1_500);
  }

  @Test
  void f01_followingFromALoad_givesWhatAnotherLoadGives() {
    StoredKey key = key("k1");
    insert(key, key("k2"));
    Follower early = Follower.load(store());

    update(next(key));
    delete(key("k2"));
    insert(key("k3"));
    committed(commit().putPartner(partner("p1", 1)).putAccount(account("a1", 1)));
    early.catchUp(2);

    Follower late = Follower.load(store());
    assertThat(early.keys).isEqualTo(late.keys);
    assertThat(early.partners).isEqualTo(late.partners);
    assertThat(early.accounts).isEqualTo(late.accounts);
    assertThat(early.position()).isEqualTo(late.position());
  }

  @Test
  void f01_load_handsOverTheSealsOfChainsLast() {
    committed(commit("one").insertKey(key("k1")).updateSeal(before -> "seal of one"));
    committed(commit("other").updateSeal(before -> "seal of the other"));
    committed(commit("bare"));
    Follower loaded = Follower.load(store());
    Kinds kinds = new Kinds();

    assertThat(store().load(kinds)).isEqualTo(position());

    assertThat(loaded.chainSeals)
        .isEqualTo(Map.of("one", "seal of one", "other", "seal of the other"));
    assertThat(kinds.seen).containsExactly("key", "seal", "seal");
  }

  @Test
  void l04_owners_areHandedOverWithoutKeysAndSeals() {
    committed(commit("one").insertKey(key("k1")).updateSeal(before -> "seal of one"));
    committed(commit().putAccount(account("a1", 1)).putAccount(account("a2", 1)));
    committed(commit().putPartner(partner("p1", 1)).putPartner(partner("p2", 1)));
    committed(commit().putPartner(partner("p1", 2)).putAccount(account("a2", 2)));
    Kinds kinds = new Kinds();

    store().owners(kinds);

    assertThat(kinds.seen).containsExactly("partner", "partner", "account", "account");
    assertThat(kinds.partners)
        .containsExactlyInAnyOrder(partner("p1", 2).record(), partner("p2", 1).record());
    assertThat(kinds.accounts).containsExactlyInAnyOrder(account("a1", 1), account("a2", 2));
  }

  @Test
  void l04_owners_ofAnEmptyStore_areNone() {
    Kinds kinds = new Kinds();

    store().owners(kinds);

    assertThat(kinds.seen).isEmpty();
  }

  @Test
  void f06_epoch_staysTheSame() {
    String epoch = position().epoch();
    insert(key("k1"));
    delete(key("k1"));

    assertThat(position().epoch()).isEqualTo(epoch);
    assertThat(store().load(new Kinds()).epoch()).isEqualTo(epoch);
  }

  @Test
  void f06_anotherStore_hasAnotherEpoch() {
    String epoch = position().epoch();

    assertThat(anotherStore().changes(0, 1).position().epoch()).isNotEmpty().isNotEqualTo(epoch);
  }

  /** Notes what kinds of record a load hands over. */
  private static final class Kinds implements RecordSink {

    private final List<String> seen = new ArrayList<>();
    private final List<PartnerRecord> partners = new ArrayList<>();
    private final List<AccountRecord> accounts = new ArrayList<>();

    @Override
    public void partner(PartnerRecord partner) {
      seen.add("partner");
      partners.add(partner);
    }

    @Override
    public void account(AccountRecord account) {
      seen.add("account");
      accounts.add(account);
    }

    @Override
    public void key(KeyRecord key) {
      seen.add("key");
    }

    @Override
    public void chainSeal(String chain, String seal) {
      seen.add("seal");
    }
  }
}
