package io.latchkey.contract;

import static io.latchkey.contract.Records.at;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule U1: a last use only moves forward and moves nothing else. */
abstract class UseRules extends Rules {

  UseRules(KeyStoreContract contract) {
    super(contract);
  }

  @Test
  void u01_use_firstOne_isRecorded() {
    insert(key("k1"), key("k2"));

    use(new KeyUse("k1", at(1)));

    assertStored(used(key("k1"), at(1)), key("k2"));
  }

  @Test
  void u01_use_later_movesForward() {
    insert(key("k1"));
    use(new KeyUse("k1", at(1)));

    use(new KeyUse("k1", at(1).plusMillis(1)));

    assertStored(used(key("k1"), at(1).plusMillis(1)));
  }

  @Test
  void u01_use_earlierOrTheSame_isIgnored() {
    insert(key("k1"));
    use(new KeyUse("k1", at(2)));

    use(new KeyUse("k1", at(2).minusMillis(1)));
    use(new KeyUse("k1", at(2)));
    use(new KeyUse("k1", at(-20_000)));

    assertStored(used(key("k1"), at(2)));
  }

  @Test
  void u01_use_severalOfOneKeyInOneCall_keepTheLatest() {
    insert(key("k1"), key("k2"));

    use(
        new KeyUse("k1", at(1)),
        new KeyUse("k2", at(4)),
        new KeyUse("k1", at(3)),
        new KeyUse("k1", at(2)));

    assertStored(used(key("k1"), at(3)), used(key("k2"), at(4)));
  }

  @Test
  void u01_use_ofUnknownKeys_isIgnoredAndHoldsNoOtherBack() {
    insert(key("k1"));

    use(new KeyUse("unknown", at(1)), new KeyUse("k1", at(1)), new KeyUse("K1", at(5)));

    assertStored(used(key("k1"), at(1)));
    assertThat(find(key("unknown"))).isEmpty();
  }

  @Test
  void u01_use_ofNothing_isFine() {
    store().recordUses(List.of());

    assertThat(changesAfter(0)).isEmpty();
  }

  @Test
  void u01_use_ofADeletedKey_isIgnored() {
    insert(key("k1"));
    delete(key("k1"));

    use(new KeyUse("k1", at(1)));

    assertThat(find(key("k1"))).isEmpty();
  }

  @Test
  void u01_use_makesNoChangeAndRaisesNoVersion() {
    long before = insert(key("k1"));

    use(new KeyUse("k1", at(1)));

    assertThat(changesAfter(before)).isEmpty();
    assertThat(position().number()).isEqualTo(before);
    assertThat(events(Records.ACCOUNT)).hasSize(1);
    update(next(key("k1")));
  }

  @Test
  void u01_use_ofAnEndedKey_leavesItsStateAlone() {
    StoredKey revoked = next(key("k1"), record -> record.state("REVOKED"));
    insert(key("k1"));
    update(revoked);

    use(new KeyUse("k1", at(1)));

    assertStored(used(revoked, at(1)));
  }

  @Test
  void u01_uses_inTheGreatestNumber_areRecorded() {
    insert(key("k1"), key("k2"), key("k3"));
    List<KeyUse> uses = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      uses.add(new KeyUse("k" + (i % 5), Records.NOW.plusMillis(i)));
    }

    store().recordUses(uses);

    assertStored(
        used(key("k1"), Records.NOW.plusMillis(9_996)),
        used(key("k2"), Records.NOW.plusMillis(9_997)),
        used(key("k3"), Records.NOW.plusMillis(9_998)));
  }
}
