package io.latchkey;

import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator is told about seals. */
class SealStatusTest {

  /** A load does not show them, so nobody has looked at them yet. */
  @Test
  void changedDetailsAndDocuments_areCounted() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      StoredKey row = sealed.row(key);
      sealed.attacked.put(
          new StoredKey(
              row.record(), row.details().toBuilder().description("another's").build(), null));
      StoredPartner partner = sealed.attacked.partner(World.CONTOSO.value());
      sealed.attacked.put(
          new StoredPartner(partner.record(), partner.document().replace("Contoso", "Evil")));
      Latchkey fresh = sealed.fresh();
      assertThat(fresh.health().brokenSeals()).isZero();

      SealStatus status = fresh.seals().status(HOST);

      assertThat(status.named())
          .containsExactlyInAnyOrder("key " + key.id(), "partner " + World.CONTOSO);
      assertThat(status.broken()).isEqualTo(2);
      assertThat(status.rowsByKey()).isEqualTo(Map.of(1, 3L));
    }
  }

  @Test
  void moreRowsThanAPage_areAllCounted() {
    try (SealWorld sealed = SealWorld.sealed()) {
      for (int i = 0; i < 501; i++) {
        sealed.world.pending();
      }

      assertThat(sealed.world.latchkey.seals().status(HOST).rowsByKey()).isEqualTo(Map.of(1, 503L));
    }
  }

  /** The key that it was staged under must stay in the ring until it is adopted. */
  @Test
  void stagedKey_needsItsSealKey() {
    try (StagingWorld host = StagingWorld.create(builder -> builder.seal(SealWorld.BOTH))) {
      assertThat(host.world.latchkey.seals().status(HOST).requiredVersions()).containsExactly(2);
      host.calls.down("commit");
      try (HostTransaction open = host.begin()) {
        open.stage(
            new RowSealer(SealWorld.FIRST)
                .seal(StagedByOthers.key(KeyId.of("0123456789abcdef"), "create")));
        open.commit();
      }

      SealStatus status = host.world.latchkey.seals().status(HOST);

      assertThat(status.requiredVersions()).containsExactly(1, 2);
      assertThat(status.rowsByKey()).isEqualTo(Map.of(1, 1L, 2, 2L));
      assertThat(status.broken()).isZero();
      host.calls.meddler(null);
    }
  }

  @Test
  void rowThatIsLookedAtAgain_isToldOnceHoweverManyThereAre() {
    List<String> measured = new ArrayList<>();
    SealWatch watch =
        new SealWatch(
            SealMode.REQUIRED,
            new LatchkeyMetrics() {
              @Override
              public void sealBroken(String kind, String id) {
                measured.add(kind + " " + id);
              }
            });

    for (int look = 0; look < 2; look++) {
      for (int i = 0; i < 10_050; i++) {
        assertThat(watch.admits(SealFinding.BROKEN, RowKind.KEY, "k" + i)).isFalse();
      }
    }

    assertThat(measured).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(watch.faults()).isEqualTo(10_000);
    watch.forget(RowKind.KEY, "k0");
    assertThat(watch.faults()).isEqualTo(9_999);
    watch.forgetRows();
    assertThat(watch.faults()).isZero();
  }

  @Test
  void reseal_namesAnAccountThatItCanNotGetToOnce() {
    try (SealWorld sealed = SealWorld.unsealed()) {
      for (int i = 0; i < 101; i++) {
        sealed.world.pending();
      }
      sealed.world.latchkey.accounts().suspend(HOST, World.GLOBEX);
      sealed.attacked.put(sealed.attacked.account(World.GLOBEX.value()).withSeal("1.1.AAAA.BBBB"));
      Latchkey migrating =
          sealed.fresh(builder -> builder.seal(SealWorld.FIRST, SealMode.MIGRATING));

      ResealReport report = migrating.seals().reseal(HOST, progress -> {});

      assertThat(report.refused()).containsExactly("keys of account globex");
    }
  }
}
