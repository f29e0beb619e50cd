package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which keys may be replaced, for which partners and with which permissions. */
class ReplacementRulesTest {

  private static final Duration YEAR = Duration.ofDays(365);

  private final AtomicBoolean entitled = new AtomicBoolean(true);
  private World world =
      World.create(builder -> builder.entitlementPolicy((account, type) -> entitled.get()));

  @AfterEach
  void close() {
    world.close();
  }

  @Nested
  class OneAtATime {

    @Test
    void replacement_whileOpen_refusesAnotherOfEitherKey() {
      Held original = world.active();
      IssuedKey successor = world.replace(Replacement.overlapping(original.id(), YEAR));
      refusedFor(original.id());
      refused(RefusalReason.NOT_ACKNOWLEDGED, () -> replace(successor.id()));

      world.acknowledge(successor);

      refusedFor(original.id());
      refusedFor(successor.id());
      world.disable(original.id());
      refusedFor(successor.id());
      world.disable(successor.id());
      refusedFor(original.id());
    }

    @Test
    void replacement_isOverWhenTheOriginalHasEnded() {
      Held original = world.active();
      IssuedKey successor = world.replace(Replacement.overlapping(original.id(), YEAR));
      world.acknowledge(successor);

      world.time.advance(YEAR);

      assertThat(replace(successor.id()).key().predecessor()).contains(successor.id());
      refused(RefusalReason.KEY_ENDED, () -> replace(original.id()));
    }

    @Test
    void replacement_isOverWhenTheOriginalWasRevoked() {
      Held original = world.active();
      IssuedKey successor = replace(original.id());
      world.acknowledge(successor);
      world.revoke(original.id());

      assertThat(replace(successor.id()).readable()).isTrue();
    }

    @Test
    void disabledKey_isReplacedAndStaysDisabled() {
      Held original = world.active();
      world.disable(original.id());
      IssuedKey successor = world.replace(Replacement.overlapping(original.id(), YEAR));
      Held held = world.acknowledged(successor);

      assertThat(world.verdict(original.text())).isEqualTo("KEY_DISABLED");
      assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
      world.time.advance(YEAR);
      refused(RefusalReason.KEY_ENDED, () -> world.issuer().enable(ADMIN, original.id()));
      assertThat(world.verdict(original.text())).isEqualTo("KEY_REPLACED");
    }

    private void refusedFor(KeyId id) {
      Stored before = world.stored();
      assertThat(refused(RefusalReason.REPLACEMENT_OPEN, () -> replace(id)).keyId()).contains(id);
      refused(RefusalReason.REPLACEMENT_OPEN, () -> world.replace(Replacement.now(id)));
      assertThat(world.stored()).isEqualTo(before);
    }
  }

  @Nested
  class Partners {

    @Test
    void entitlementAndSuspension_refuseIt() {
      Held key = world.active();
      entitled.set(false);
      refused(RefusalReason.NOT_ENTITLED, () -> replace(key.id()));
      entitled.set(true);
      world.partners().suspend(HOST, NORTHWIND);
      refused(RefusalReason.PARTNER_SUSPENDED, () -> replace(key.id()));
      assertThat(world.info(key.id()).successor()).isEmpty();
    }

    @Test
    void retiredPartner_keepsItsIntegrationAlive() {
      Held key = world.active();
      world.northwindAlsoViewsCandidates();
      world.partners().retire(HOST, NORTHWIND);

      assertThat(replace(key.id()).key().permissions())
          .containsExactlyInAnyOrder(CANDIDATES_CREATE, CANDIDATES_VIEW, JOBS_VIEW);
    }

    @Test
    void partnerThatMovedToOAuth_keepsItsIntegrationAliveWithTheOriginalsPermissions() {
      Held key = world.active();
      world.northwindMovesToOAuth();

      IssuedKey successor = replace(key.id());

      assertThat(successor.key().permissions()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
      assertThat(successor.permissionChange().isEmpty()).isTrue();
      PermissionExplanation why = world.latchkey.permissions().explain(ADMIN, successor.id());
      assertThat(why.source()).isEqualTo(PermissionSource.PREDECESSOR);
      assertThat(why.sourceVersion()).startsWith("predecessor:" + key.id() + "@");
    }

    @Test
    void partnerThatNoLongerConnects_keepsItsIntegrationAlive() {
      Held key = world.active();
      world.partners().update(HOST, NORTHWIND, edit -> edit.disconnect(CANDIDATE_INGESTION));

      assertThat(replace(key.id()).key().permissions())
          .containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
    }

    @Test
    void closedPartners_areRefusedIfTheHostForbidsThem() {
      host(Latchkey.Builder::noReplacementForClosedPartners);
      Held key = world.active();
      assertThat(world.revoke(replace(key.id()).id()).state()).isEqualTo(KeyState.REVOKED);

      world.partners().retire(HOST, NORTHWIND);
      refused(RefusalReason.PARTNER_RETIRED, () -> replace(key.id()));
      world.partners().resume(HOST, NORTHWIND);
      world.northwindMovesToOAuth();
      assertThat(refused(RefusalReason.PARTNER_USES_OAUTH, () -> replace(key.id())).setupAddress())
          .contains(World.OAUTH_SETUP);
      world.partners().update(HOST, NORTHWIND, edit -> edit.disconnect(CANDIDATE_INGESTION));
      refused(RefusalReason.PARTNER_NOT_CONNECTED, () -> replace(key.id()));
    }
  }

  @Nested
  class Permissions {

    @Test
    void successor_getsTheProfileOfTodayAndTheDifferenceIsToldAndAudited() {
      Held key = world.active();
      world.northwindRequires(CANDIDATES_CREATE, CANDIDATES_VIEW);

      IssuedKey successor = replace(key.id());

      PermissionChange change = successor.permissionChange();
      assertThat(change.keyId()).isEqualTo(successor.id());
      assertThat(change.before()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
      assertThat(change.added()).containsExactly(CANDIDATES_VIEW);
      assertThat(change.removed()).containsExactly(JOBS_VIEW);
      assertThat(world.trail().get(2).details())
          .containsEntry("permissions_added", "candidates.view")
          .containsEntry("permissions_removed", "jobs.view")
          .containsEntry("permission_source", "profile:northwind@2");
      assertThat(world.info(key.id()).permissions()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
    }

    @Test
    void firstKey_hasAChangeFromNothing() {
      PermissionChange change = world.pending().permissionChange();

      assertThat(change.before()).isEmpty();
      assertThat(change.added()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
    }
  }

  private IssuedKey replace(KeyId id) {
    return world.replace(Replacement.untilRevoked(id));
  }

  private void host(Consumer<Latchkey.Builder> settings) {
    world.close();
    world = World.create(settings);
  }
}
