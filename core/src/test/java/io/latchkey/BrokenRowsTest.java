package io.latchkey;

import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredPartner;
import org.junit.jupiter.api.Test;

/** Rows that were refused and that nobody announces to be gone. */
class BrokenRowsTest {

  private static final SealWatch.BrokenRow CONTOSO =
      new SealWatch.BrokenRow(RowKind.PARTNER, World.CONTOSO.value());
  private static final SealWatch.BrokenRow GLOBEX =
      new SealWatch.BrokenRow(RowKind.ACCOUNT, World.GLOBEX.value());

  @Test
  void partnerAndAccount_areForgottenOnceTheyAreGoneOrRight() {
    try (SealWorld sealed = SealWorld.sealed()) {
      sealed.world.latchkey.accounts().suspend(HOST, World.GLOBEX);
      AccountRecord account = sealed.attacked.account(World.GLOBEX.value());
      StoredPartner partner = sealed.attacked.partner(World.CONTOSO.value());
      sealed.attacked.put(account.withSeal("1.1.AAAA.BBBB"));
      sealed.attacked.put(
          new StoredPartner(partner.record().withSeal("1.1.AAAA.BBBB"), partner.document()));
      SealLab lab = new SealLab(sealed.attacked.store());
      assertThat(lab.load().number()).isPositive();

      lab.lookAgain();
      assertThat(lab.watch.brokenRows()).containsExactlyInAnyOrder(CONTOSO, GLOBEX);
      sealed.attacked.put(account);
      sealed.attacked.deletePartner(World.CONTOSO.value());
      lab.lookAgain();

      assertThat(lab.watch.brokenRows()).isEmpty();
      assertThat(lab.gate.takeStale()).as("verdicts still go by what was refused").isTrue();
    }
  }

  @Test
  void stagedKey_isForgottenOnceItIsGone() {
    try (StagingWorld host = StagingWorld.create(builder -> builder.seal(SealWorld.FIRST))) {
      StagedKey planted = StagedByOthers.key(KeyId.of("Plantedkey000000"), "create");
      try (HostTransaction intruder = host.begin()) {
        intruder.stage(planted);
        intruder.commit();
      }
      SealLab lab = new SealLab(host.calls.store());
      for (String id : new String[] {"Plantedkey000000", "Plantedkey000001"}) {
        assertThat(lab.watch.admits(SealFinding.BROKEN, RowKind.STAGED_KEY, id)).isFalse();
      }

      lab.lookAgain();

      assertThat(lab.watch.brokenRows())
          .containsExactly(new SealWatch.BrokenRow(RowKind.STAGED_KEY, "Plantedkey000000"));
    }
  }

  @Test
  void store_isNotAskedWhenNothingIsWrong() {
    try (SealWorld sealed = SealWorld.sealed()) {
      SealLab lab = new SealLab(sealed.between.store());
      assertThat(lab.load().number()).isPositive();
      Held key = sealed.world.active();
      assertThat(lab.watch.admits(SealFinding.BROKEN, RowKind.KEY, key.id().value())).isFalse();
      Thread looking = Thread.currentThread();
      sealed.between.meddler(
          call -> {
            assertThat(Thread.currentThread()).as(call.name()).isNotSameAs(looking);
            return call.proceed();
          });

      lab.lookAgain();

      assertThat(lab.watch.brokenRows()).as("the feed tells of keys").hasSize(1);
      sealed.between.meddler(null);
    }
  }
}
