package io.latchkey.contract;

import static io.latchkey.contract.Records.ACTIVE;
import static io.latchkey.contract.Records.at;
import static io.latchkey.contract.Records.fullKey;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule C6: an update writes everything but the last use. */
abstract class UpdateRules extends Rules {

  UpdateRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void c06_update_writesEveryValueOfTheRecord() {
    insert(key("k1"));

    StoredKey second =
        next(
            key("k1"),
            record ->
                record
                    .brand("apex")
                    .environment("test")
                    .digest("sha-512", new byte[] {9, 8, 7})
                    .permissions(List.of("prospects.view"))
                    .state("DISABLED")
                    .ends(at(9), "EXPIRED"));
    update(second);

    assertStored(second);
    assertThat(Follower.load(store()).keys).containsEntry("k1", second.record());
  }

  @Test
  void c06_update_writesEveryValueOfTheDetails() {
    insert(key("k1"));

    KeyDetails details =
        fullKey("k1").details().toBuilder()
            .tail("zzzzz")
            .description("renamed")
            .searchText("renamed")
            .permissionSource("profile:2")
            .build();
    StoredKey second = new StoredKey(next(key("k1")).record(), details, null);
    update(second);

    assertStored(second);
  }

  @Test
  void c06_update_takesOptionalValuesAway() {
    StoredKey full = fullKey("k1");
    StoredKey bare = key("k1", record -> record.version(2));
    insert(full);

    update(bare);

    assertStored(bare);
  }

  @Test
  void c06_update_replacesLabelsAndPermissionsAsAWhole() {
    StoredKey first =
        key(
            "k1",
            record -> record.permissions(List.of("a", "b", "c")),
            details -> details.labels(Map.of("one", "1", "two", "2")));
    StoredKey second =
        next(
            first,
            record -> record.permissions(List.of("b")),
            details -> details.labels(Map.of("two", "zwei")));
    insert(first);

    update(second);

    assertStored(second);
  }

  @Test
  void c06_update_keepsTheLastUse() {
    insert(key("k1"));
    use(new KeyUse("k1", at(1)));

    update(next(key("k1"), record -> record.state("DISABLED")));

    StoredKey expected = next(key("k1"), record -> record.state("DISABLED"));
    assertStored(used(expected, at(1)));
  }

  @Test
  void c06_update_ignoresTheLastUseItCarries() {
    insert(key("k1"));
    update(used(next(key("k1")), at(5)));
    assertStored(next(key("k1")));

    use(new KeyUse("k1", at(1)));
    update(used(next(next(key("k1"))), at(5)));

    assertStored(used(next(next(key("k1"))), at(1)));
  }

  @Test
  void c06_insert_ignoresTheLastUseItCarries() {
    insert(used(key("k1"), at(5)));

    assertStored(key("k1"));
  }

  @Test
  void c06_insert_afterDelete_hasNoLastUse() {
    insert(key("k1"));
    use(new KeyUse("k1", at(1)));
    delete(key("k1"));

    insert(key("k1"));

    assertStored(key("k1"));
    assertThat(found(key("k1")).record().state()).isEqualTo(ACTIVE);
  }
}
