package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.INITECH;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoredPartner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sealing what was not sealed, or with another key, beside everything else that goes on. */
class ResealTest {

  private static void migrating(Latchkey.Builder builder) {
    builder.seal(SealWorld.FIRST, SealMode.MIGRATING);
  }

  private static void changing(Latchkey.Builder builder) {
    builder.seal(SealWorld.BOTH);
  }

  @Test
  void storeWithoutSeals_isAcceptedWhileMigratingAndRefusedAfterwardsUntilItIsSealed() {
    try (SealWorld sealed = SealWorld.unsealed()) {
      Held key = sealed.world.active();
      sealed.world.latchkey.accounts().suspend(HOST, INITECH);
      assertThat(SealWorld.verdict(sealed.fresh(), key)).isEqualTo("SEAL_BROKEN");
      Latchkey migrating = sealed.fresh(ResealTest::migrating);
      assertThat(SealWorld.verdict(migrating, key)).isEqualTo("ACCEPTED");
      assertThat(migrating.health().brokenSeals()).isZero();
      SealStatus before = migrating.seals().status(HOST);
      assertThat(before.unsealed()).isEqualTo(4);
      assertThat(before.rowsByKey()).isEmpty();
      assertThat(before.requiredVersions()).isEmpty();

      List<ResealReport> progress = new ArrayList<>();
      ResealReport report = migrating.seals().reseal(HOST, progress::add);

      assertThat(report.sealed()).isEqualTo(4);
      assertThat(report.looked()).isEqualTo(4);
      assertThat(report.refused()).isEmpty();
      assertThat(report.toString()).contains("4 sealed");
      assertThat(progress).extracting(ResealReport::sealed).isSorted().contains(4L);
      SealStatus after = migrating.seals().status(HOST);
      assertThat(after.unsealed()).isZero();
      assertThat(after.rowsByKey()).isEqualTo(Map.of(1, 4L));
      assertThat(after.requiredVersions()).containsExactly(1);
      assertThat(after.toString()).contains("0 unsealed").contains("0 broken");
      Latchkey required = sealed.fresh();
      assertThat(SealWorld.verdict(required, key)).isEqualTo("ACCEPTED");
      assertThat(required.health().brokenSeals()).isZero();
      assertThat(required.accounts().status(INITECH)).isEqualTo(AccountStatus.SUSPENDED);
    }
  }

  @Test
  void run_isAudited() {
    try (SealWorld sealed = SealWorld.unsealed()) {
      Held key = sealed.world.active();
      Latchkey migrating = sealed.fresh(ResealTest::migrating);
      migrating.seals().reseal(HOST, report -> {});

      AuditEntry entry = sealed.world.lastEvent();
      assertThat(entry.type()).isEqualTo("rows_resealed");
      assertThat(entry.details()).isEqualTo(Map.of("rows", "1", "seal_key", "1"));
      assertThat(sealed.world.hostTrail())
          .extracting(AuditEntry::type)
          .containsSubsequence("rows_resealed", "rows_resealed");
      assertThat(sealed.verdict(key)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void secondRun_findsNothingToDo() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      Stored before = sealed.world.stored();

      ResealReport report = sealed.world.latchkey.seals().reseal(HOST, progress -> {});

      assertThat(report.sealed()).isZero();
      assertThat(report.looked()).isEqualTo(3);
      assertThat(sealed.world.stored()).isEqualTo(before);
      assertThat(sealed.verdict(key)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void sealKey_isChangedOnlineAndTheOldOneTakenOut() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      sealed.world.latchkey.accounts().suspend(HOST, INITECH);
      Latchkey changing = sealed.fresh(ResealTest::changing);
      assertThat(SealWorld.verdict(changing, key)).isEqualTo("ACCEPTED");
      Held later = Held.of(changing.issuer().create(ADMIN, World.request()));
      assertThat(changing.seals().status(HOST).requiredVersions()).containsExactly(1, 2);
      assertThat(SealWorld.verdict(sealed.fresh(b -> b.seal(SealWorld.SECOND)), key))
          .as("the key that rows need is missing")
          .isEqualTo("SEAL_BROKEN");

      assertThat(changing.seals().reseal(HOST, progress -> {}).refused()).isEmpty();

      assertThat(changing.seals().status(HOST).requiredVersions()).containsExactly(2);
      Latchkey without = sealed.fresh(builder -> builder.seal(SealWorld.SECOND));
      assertThat(without.health().brokenSeals()).isZero();
      assertThat(SealWorld.verdict(without, key)).isEqualTo("ACCEPTED");
      assertThat(SealWorld.verdict(without, later)).isEqualTo("KEY_PENDING");
      assertThat(without.issuer().disable(ADMIN, key.id()).state()).isEqualTo(KeyState.DISABLED);
      assertThat(SealWorld.verdict(sealed.fresh(), key))
          .as("the old key opens nothing any more")
          .isEqualTo("SEAL_BROKEN");
    }
  }

  @Test
  void missingSealKey_isNamedAmongThoseRequired() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      try (Logged log = Logged.by(SealWatch.class)) {
        Latchkey without = sealed.fresh(builder -> builder.seal(SealWorld.SECOND));

        assertThat(SealWorld.verdict(without, key)).isEqualTo("SEAL_BROKEN");
        SealStatus status = without.seals().status(HOST);
        assertThat(status.requiredVersions()).containsExactly(1);
        assertThat(status.broken()).isPositive();
        assertThat(log.events())
            .anyMatch(event -> event.getFormattedMessage().contains("seal key that is not in"));
      }
    }
  }

  @Test
  void runThatIsInterrupted_goesOnWhereItEnded() {
    try (SealWorld sealed = SealWorld.unsealed()) {
      List<Held> keys = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        keys.add(sealed.world.active());
      }
      Latchkey migrating = sealed.fresh(ResealTest::migrating);
      assertThatThrownBy(
              () ->
                  migrating
                      .seals()
                      .reseal(
                          HOST,
                          report -> {
                            if (report.sealed() > 102) {
                              throw new IllegalStateException("killed");
                            }
                          }))
          .hasMessage("killed");
      long left = migrating.seals().status(HOST).unsealed();
      assertThat(left).isBetween(1L, 249L);

      Latchkey again = sealed.fresh(ResealTest::migrating);
      assertThat(again.seals().reseal(HOST, progress -> {}).sealed()).isEqualTo(left);

      Latchkey required = sealed.fresh();
      assertThat(required.health().brokenSeals()).isZero();
      assertThat(keys).allMatch(key -> SealWorld.verdict(required, key).equals("ACCEPTED"));
    }
  }

  /** Somebody else changes the row between reading and writing it. */
  @Test
  void rowThatIsChangedMeanwhile_keepsTheChange() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      Latchkey changing = sealed.fresh(ResealTest::changing);
      List<String> once = new ArrayList<>();
      sealed.between.meddler(
          call -> {
            if (call.name().equals("commit")
                && !call.commit().keyUpdates().isEmpty()
                && once.isEmpty()) {
              once.add("done");
              changing.issuer().disable(ADMIN, key.id());
            }
            return call.proceed();
          });

      assertThat(changing.seals().reseal(HOST, progress -> {}).refused()).isEmpty();

      sealed.between.meddler(null);
      assertThat(once).isNotEmpty();
      Latchkey required = sealed.fresh(builder -> builder.seal(SealWorld.SECOND));
      assertThat(required.health().brokenSeals()).isZero();
      assertThat(SealWorld.verdict(required, key)).isEqualTo("KEY_DISABLED");
    }
  }

  @Test
  void storeThatFailsOnTheWay_leavesWhatFits() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      Latchkey changing = sealed.fresh(ResealTest::changing);
      sealed.between.meddler(
          call -> {
            if (call.name().equals("commit") && !call.commit().keyUpdates().isEmpty()) {
              throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
            }
            return call.proceed();
          });
      assertThatThrownBy(() -> changing.seals().reseal(HOST, progress -> {}))
          .isInstanceOf(StoreUnavailableException.class);
      sealed.between.meddler(null);

      Latchkey fresh = sealed.fresh(ResealTest::changing);
      assertThat(fresh.health().brokenSeals()).isZero();
      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void rowWhoseOldSealIsBroken_isNamedAndLeft() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held broken = sealed.world.active();
      Held whole = sealed.world.active();
      StoredPartner partner = sealed.attacked.partner(World.CONTOSO.value());
      sealed.attacked.put(
          new StoredPartner(partner.record(), partner.document().replace("Contoso", "Evil")));
      sealed.meddle(broken, row -> row.permissions(List.of("candidates.view")));
      Latchkey changing = sealed.fresh(ResealTest::changing);

      ResealReport report = changing.seals().reseal(HOST, progress -> {});

      assertThat(report.refused())
          .containsExactlyInAnyOrder("key " + broken.id(), "partner contoso");
      assertThat(sealed.row(broken).record().permissions()).containsExactly("candidates.view");
      assertThat(SealWorld.verdict(changing, broken)).isEqualTo("SEAL_BROKEN");
      assertThat(SealWorld.verdict(changing, whole)).isEqualTo("ACCEPTED");
      assertThat(changing.seals().status(HOST).requiredVersions()).containsExactly(1, 2);
    }
  }

  @Test
  void rowsThatWereLost_areAcceptedByAPerson() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      Held lost = sealed.world.active();
      sealed.attacked.deleteKey(lost.id().value());
      sealed.attacked.deletePartner(World.CONTOSO.value());
      Latchkey fresh = sealed.fresh();
      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");
      assertThat(fresh.health().brokenSeals()).isEqualTo(2);
      assertThat(fresh.seals().status(HOST).named())
          .containsExactlyInAnyOrder("chain globex", "chain $host");

      fresh.seals().acceptRows(HOST, GLOBEX);
      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");
      fresh.seals().acceptHostRows(HOST);

      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
      assertThat(fresh.health().brokenSeals()).isZero();
      assertThat(sealed.world.lastEvent().type()).isEqualTo("rows_accepted");
      assertThat(fresh.issuer().disable(ADMIN, key.id()).state()).isEqualTo(KeyState.DISABLED);
      assertThat(sealed.fresh().health().brokenSeals()).isZero();
    }
  }

  @Test
  void acceptedRows_areThoseThatAreWhole() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      Held broken = sealed.world.active();
      sealed.meddle(broken, row -> row.permissions(List.of()).version(9));
      Latchkey fresh = sealed.fresh();
      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");

      fresh.seals().acceptRows(HOST, GLOBEX);

      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
      assertThat(SealWorld.verdict(fresh, broken)).isEqualTo("SEAL_BROKEN");
    }
  }

  @Test
  void acceptance_thatAnotherCommitOvertakes_countsItsRowToo() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      Latchkey other = sealed.fresh();
      sealed.between.beforeNextCommit(() -> other.issuer().create(ADMIN, World.request()).close());

      sealed.world.latchkey.seals().acceptRows(HOST, GLOBEX);

      Latchkey fresh = sealed.fresh();
      assertThat(fresh.health().brokenSeals()).isZero();
      assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void otherProcess_noticesThatRowsWereAccepted() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      sealed.attacked.deleteKey(sealed.world.active().id().value());
      SealLab lab = new SealLab(sealed.attacked.store());
      assertThat(lab.load().number()).isPositive();
      assertThat(lab.watch.isBroken(GLOBEX.value())).isTrue();
      sealed.world.latchkey.seals().acceptRows(HOST, GLOBEX);
      assertThat(lab.watch.isBroken(GLOBEX.value())).isTrue();

      lab.recheck(GLOBEX.value());

      assertThat(lab.watch.isBroken(GLOBEX.value())).isFalse();
      assertThat(sealed.verdict(key)).isEqualTo("ACCEPTED");
    }
  }

  /** It was purged before this process started, so nothing but the sum knows of it. */
  @Test
  void keyThatAppearsFromNowhere_isLookedAtAgain() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held purged = sealed.world.active();
      var active = sealed.row(purged);
      sealed.world.revoke(purged.id());
      sealed.world.time.advance(Duration.ofDays(400));
      assertThat(sealed.world.issuer().purge(HOST, sealed.world.time.now(), 10)).isEqualTo(1);
      SealLab lab = new SealLab(sealed.attacked.store());
      assertThat(lab.load().number()).isPositive();

      sealed.attacked.put(active);
      lab.gate.appeared(active.record());

      assertThat(lab.watch.takeSuspects()).containsExactly(GLOBEX.value());
      assertThat(lab.watch.takeSuspects()).isEmpty();
      lab.recheck(GLOBEX.value());
      assertThat(lab.watch.isBroken(GLOBEX.value())).isTrue();
    }
  }

  @Test
  void hostPolicy_decidesWhoMay() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Latchkey strict =
          sealed.fresh(
              builder ->
                  builder
                      .seal(SealWorld.FIRST)
                      .hostPolicy((host, operation) -> AccessPolicy.Decision.denied("keeper")));

      assertThat(Refusals.denied(() -> strict.seals().status(HOST))).isEqualTo("keeper");
      assertThat(Refusals.denied(() -> strict.seals().reseal(HOST, report -> {})))
          .isEqualTo("keeper");
      assertThat(
              Refusals.denied(
                  () -> {
                    strict.seals().acceptRows(HOST, GLOBEX);
                    return true;
                  }))
          .isEqualTo("keeper");
      assertThat(
              Refusals.denied(
                  () -> {
                    strict.seals().acceptHostRows(HOST);
                    return true;
                  }))
          .isEqualTo("keeper");
    }
  }

  @Test
  void erasedAccount_isLeftAloneAndNeedsNoKey() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      sealed.world.latchkey.accounts().erase(HOST, GLOBEX);
      assertThat(sealed.verdict(key)).isNotEqualTo("ACCEPTED");
      Latchkey changing = sealed.fresh(ResealTest::changing);

      changing.seals().reseal(HOST, progress -> {});

      assertThat(changing.seals().status(HOST).requiredVersions()).containsExactly(2);
      assertThat(sealed.attacked.store().audit(GLOBEX.value(), 0, 10).events()).isEmpty();
      Refusals.refused(
          RefusalReason.ACCOUNT_STOPPED,
          () -> {
            changing.seals().acceptRows(HOST, GLOBEX);
            return true;
          });
      assertThat(sealed.fresh(b -> b.seal(SealWorld.SECOND)).health().brokenSeals()).isZero();
    }
  }

  @Test
  void sumsThatDontFit_areReportedAndNothingMoreWhileMigrating() {
    try (SealWorld sealed = SealWorld.sealed()) {
      Held key = sealed.world.active();
      sealed.attacked.deleteKey(sealed.world.active().id().value());
      sealed.attacked.putChainSeal(AuditChain.HOST, "nonsense");
      Latchkey migrating = sealed.fresh(ResealTest::migrating);

      assertThat(SealWorld.verdict(migrating, key)).isEqualTo("ACCEPTED");
      assertThat(migrating.health().brokenSeals()).isEqualTo(2);
      assertThat(migrating.issuer().disable(ADMIN, key.id()).state()).isEqualTo(KeyState.DISABLED);
      assertThat(migrating.partners().suspend(HOST, NORTHWIND).status())
          .isEqualTo(PartnerStatus.SUSPENDED);
    }
  }
}
