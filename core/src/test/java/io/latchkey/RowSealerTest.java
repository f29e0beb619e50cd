package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contract.Records;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a seal covers: everything. */
class RowSealerTest {

  // Worked out by another program, from what SealForm and RowSealer say.
  private static final String GOLDEN_KEY =
      "1.1.zRh-XrKMWc6vmm-RqL9T5wR0qXKtT7QVnqft_7noFTI."
          + "0JtwrZ9-YSYbTLvqDq5tEuLfv67m61faYKEUYlJDCxI";
  private static final String GOLDEN_PARTNER =
      "1.1.QWnVBUlblt87-VNTXApL7nJv1oFx5cMOmz0dzbpSVCQ."
          + "nQY8ntNsyRLfcF0phM457GXDDvw7LVZbiYDSaA8_BYs";
  private static final String GOLDEN_ACCOUNT = "1.1.CTM0x1JC4NYzvJm_Xb3Kmj5qqbY-V8SbEB4luaZkOsk.";

  private final RowSealer sealer = new RowSealer(SealWorld.FIRST);
  private final StoredKey key = sealer.seal(Records.fullKey("0123456789abcdef"));
  private final StoredPartner partner = sealer.seal(Records.partner("northwind", 3));
  private final AccountRecord account = sealer.seal(Records.account("globex", 3));

  static Stream<Consumer<KeyRecord.Builder>> records() {
    return Stream.of(
        record -> record.keyId("0123456789abcdeF"),
        record -> record.accountId("another"),
        record -> record.partnerId("another"),
        record -> record.apiType("another"),
        record -> record.brand("another"),
        record -> record.environment("another"),
        record -> record.digest("another", Records.key("0123456789abcdef").record().digest()),
        record -> record.digest("sha-256", new byte[32]),
        record -> record.digest("sha-256", new byte[31]),
        record -> record.permissions(List.of()),
        record -> record.permissions(List.of("candidates.create")),
        record -> record.permissions(List.of("candidates.createjobs.view")),
        record -> record.state("another").ends(Records.at(1), "EXPIRED"),
        record -> record.state("ACTIVE"),
        record -> record.ends(Records.at(2), "EXPIRED"),
        record -> record.ends(Records.at(1), "REPLACED"),
        record -> record.version(2));
  }

  @ParameterizedTest
  @MethodSource("records")
  void record_changedInAnyValue_isBroken(Consumer<KeyRecord.Builder> change) {
    KeyRecord.Builder changed = key.record().toBuilder();
    change.accept(changed);

    assertThat(sealer.check(changed.build())).isEqualTo(SealFinding.BROKEN);
    assertThat(sealer.check(new StoredKey(changed.build(), key.details(), null)))
        .isEqualTo(SealFinding.BROKEN);
  }

  static Stream<Consumer<KeyDetails.Builder>> details() {
    return Stream.of(
        details -> details.tail("00000"),
        details -> details.description("another"),
        details -> details.searchText("another"),
        details -> details.labels(Map.of()),
        details -> details.labels(Map.of("team", "another", "cost-centre", "4711")),
        details -> details.createdBy("another"),
        details -> details.createdAt(Records.at(9)),
        details -> details.pendingUntil(null),
        details -> details.acknowledgedAt(null),
        details -> details.acknowledgedBy("another"),
        details -> details.expiresAt(null),
        details -> details.overlap(Duration.ofDays(99)),
        details -> details.overlapEndsAt(null),
        details -> details.endedAt(null),
        details -> details.endedBy("another"),
        details -> details.endReason("another"),
        details -> details.endNote("another"),
        details -> details.predecessorId("another"),
        details -> details.successorId("another"),
        details -> details.revealNumber(4),
        details -> details.permissionSource("another"),
        details -> details.permissionsAssignedAt(Records.at(9)));
  }

  @ParameterizedTest
  @MethodSource("details")
  void details_changedInAnyValue_areBrokenForWhoReadsThem(Consumer<KeyDetails.Builder> change) {
    KeyDetails.Builder changed = key.details().toBuilder();
    change.accept(changed);

    assertThat(sealer.check(new StoredKey(key.record(), changed.build(), null)))
        .isEqualTo(SealFinding.BROKEN);
    assertThat(sealer.check(key.record())).isEqualTo(SealFinding.INTACT);
  }

  /** A new field has to be added to the form, and to the lists above. */
  @Test
  void rows_haveNoFieldsThatAreNotCovered() {
    assertThat(KeyRecord.class.getDeclaredFields()).hasSize(14);
    assertThat(KeyDetails.class.getDeclaredFields()).hasSize(21);
    assertThat(PartnerRecord.class.getDeclaredFields()).hasSize(4);
    assertThat(AccountRecord.class.getDeclaredFields()).hasSize(4);
    assertThat(StoredKey.class.getDeclaredFields()).hasSize(3);
    assertThat(StoredPartner.class.getDeclaredFields()).hasSize(2);
  }

  @Test
  void partner_changedInAnyValue_isBroken() {
    String seal = partner.record().seal().orElseThrow();
    for (PartnerRecord changed :
        List.of(
            new PartnerRecord("another", partner.record().status(), 3).withSeal(seal),
            new PartnerRecord("northwind", "another", 3).withSeal(seal),
            new PartnerRecord("northwind", partner.record().status(), 4).withSeal(seal))) {
      assertThat(sealer.check(changed)).isEqualTo(SealFinding.BROKEN);
    }
    assertThat(sealer.check(new StoredPartner(partner.record(), "{}")))
        .isEqualTo(SealFinding.BROKEN);
    assertThat(sealer.check(partner)).isEqualTo(SealFinding.INTACT);
    assertThat(sealer.check(partner.record())).isEqualTo(SealFinding.INTACT);
  }

  @Test
  void account_changedInAnyValue_isBroken() {
    String seal = account.seal().orElseThrow();
    for (AccountRecord changed :
        List.of(
            new AccountRecord("another", account.status(), 3).withSeal(seal),
            new AccountRecord("globex", "another", 3).withSeal(seal),
            new AccountRecord("globex", account.status(), 4).withSeal(seal))) {
      assertThat(sealer.check(changed)).isEqualTo(SealFinding.BROKEN);
    }
    assertThat(sealer.check(account)).isEqualTo(SealFinding.INTACT);
  }

  /** A partner and an account of one id, status and version have different seals. */
  @Test
  void seal_ofARowOfAnotherKind_isBroken() {
    PartnerRecord sameName = new PartnerRecord("globex", account.status(), 3);

    assertThat(sealer.check(sameName.withSeal(account.seal().orElseThrow())))
        .isEqualTo(SealFinding.BROKEN);
  }

  @Test
  void lastUse_isNotSealed() {
    assertThat(sealer.check(new StoredKey(key.record(), key.details(), Records.at(1))))
        .isEqualTo(SealFinding.INTACT);
  }

  @Test
  void seal_underAnotherKeyOfTheSameVersion_isBroken() {
    RowSealer other = new RowSealer(SealKeys.of(1, SealWorld.key(9)));

    assertThat(other.check(key)).isEqualTo(SealFinding.BROKEN);
    assertThat(new RowSealer(SealWorld.SECOND).check(key)).isEqualTo(SealFinding.KEY_MISSING);
    assertThat(new RowSealer(SealWorld.BOTH).check(key)).isEqualTo(SealFinding.INTACT);
    assertThat(sealer.check(Records.fullKey("0123456789abcdef"))).isEqualTo(SealFinding.BROKEN);
    assertThat(sealer.check(Records.key("0123456789abcdef"))).isEqualTo(SealFinding.UNSEALED);
  }

  @Test
  void seal_thatIsNoSeal_isBroken() {
    for (String seal :
        Arrays.asList(
            "x",
            ".",
            "1.1",
            "1.1.a",
            "1.1.a.b.c",
            "0.1.a.b",
            "1.x.a.b",
            "1.-1.a.b",
            "1.99999999999999999999.a.b",
            "1.0.a.b",
            "1.1.!.?",
            "1.1..")) {
      assertThat(sealer.check(key.record().toBuilder().seal(seal).build()))
          .as(seal)
          .isEqualTo(SealFinding.BROKEN);
    }
  }

  /** Rows that were sealed once are read for ever. */
  @Test
  void seal_ofThisForm_neverChanges() {
    assertThat(key.record().seal()).contains(GOLDEN_KEY);
    assertThat(partner.record().seal()).contains(GOLDEN_PARTNER);
    assertThat(account.seal()).contains(GOLDEN_ACCOUNT);
  }
}
