package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.latchkey.sabotage.HonestStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Why a key may do what it may, how that differs from its partner's profile, and closing the gap.
 */
class PermissionAssignerTest {

  private final World world = World.create();
  private final PermissionAssigner permissions = world.latchkey.permissions();
  private final Held key = world.active();

  @AfterEach
  void close() {
    world.close();
  }

  @Nested
  class Explain {

    @Test
    void key_ofAPartner_hasItsProfileAtAVersion() {
      PermissionExplanation why = permissions.explain(ADMIN, key.id());

      assertThat(why.key().id()).isEqualTo(key.id());
      assertThat(why.source()).isEqualTo(PermissionSource.PARTNER_PROFILE);
      assertThat(why.sourceVersion()).isEqualTo("profile:northwind@1");
      assertThat(why.assignedAt()).isEqualTo(world.info(key.id()).createdAt());
      assertThat(why.requiredToday()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
      assertThat(why.drift().isEmpty()).isTrue();
    }

    @Test
    void key_ofABuiltInPartner_hasTheDefaultOfItsType() {
      Held custom = world.active(NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Ours"));
      PermissionExplanation why = permissions.explain(ADMIN, custom.id());

      assertThat(why.source()).isEqualTo(PermissionSource.UNPROFILED_DEFAULT);
      assertThat(why.sourceVersion()).isEqualTo("default:custom@0");
      assertThat(why.drift().isEmpty()).isTrue();
    }

    @Test
    void profile_thatChanged_showsAsDriftAndInWords() {
      world.northwindRequires(CANDIDATES_CREATE, CANDIDATES_VIEW);
      PermissionExplanation why = permissions.explain(ADMIN, key.id());

      assertThat(why.drift().added()).containsExactly(CANDIDATES_VIEW);
      assertThat(why.drift().removed()).containsExactly(JOBS_VIEW);
      assertThat(why.toString())
          .isEqualTo(
              "key "
                  + key.id()
                  + ", profile:northwind@1, 2030-01-01T00:00:00Z"
                  + "\n  candidates.create"
                  + "\n  jobs.view (not required today)"
                  + "\n  candidates.view (required today, not assigned)");
    }

    @Test
    void profile_thatIsGone_asksForNothingElse() {
      world.northwindMovesToOAuth();
      PermissionExplanation why = permissions.explain(ADMIN, key.id());

      assertThat(why.requiredToday()).isEqualTo(why.key().permissions());
      assertThat(why.drift().isEmpty()).isTrue();
    }

    @Test
    void key_thatHasEnded_canStillBeExplained() {
      world.revoke(key.id());

      assertThat(permissions.explain(ADMIN, key.id()).sourceVersion())
          .isEqualTo("profile:northwind@1");
    }
  }

  @Nested
  class Drift {

    @Test
    void drift_listsLiveKeysThatDifferAndNoOthers() {
      Held revoked = world.active();
      world.revoke(revoked.id());
      Held disabled = world.active();
      world.disable(disabled.id());
      KeyId pending = world.pending().id();
      world.active(NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Ours"));
      assertThat(permissions.drift(ADMIN, null, 100).changes()).isEmpty();
      world.northwindAlsoViewsCandidates();
      world.active();

      List<PermissionChange> changes = permissions.drift(ADMIN, null, 100).changes();

      assertThat(changes)
          .extracting(PermissionChange::keyId)
          .containsExactlyInAnyOrder(key.id(), disabled.id(), pending);
      assertThat(changes)
          .allSatisfy(change -> assertThat(change.added()).containsExactly(CANDIDATES_VIEW));
    }

    @Test
    void drift_leavesOutKeysWhosePartnerHasNoProfileAnyMore() {
      world.northwindMovesToOAuth();

      assertThat(permissions.drift(ADMIN, null, 100).changes()).isEmpty();
    }

    @Test
    void drift_ofASuspendedOrRetiredPartner_isListedToo() {
      world.northwindAlsoViewsCandidates();
      world.partners().retire(HOST, NORTHWIND);
      assertThat(permissions.drift(ADMIN, null, 100).changes()).hasSize(1);
      world.partners().suspend(HOST, NORTHWIND);
      assertThat(permissions.drift(ADMIN, null, 100).changes()).hasSize(1);
    }

    @Test
    void drift_byPage_showsEveryKeyOnceThoughPagesMayBeEmpty() {
      for (int i = 0; i < 6; i++) {
        world.active(NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Ours"));
        world.active();
      }
      world.northwindAlsoViewsCandidates();
      List<KeyId> seen = new ArrayList<>();
      String cursor = null;
      int pages = 0;
      do {
        DriftPage page = permissions.drift(ADMIN, cursor, 2);
        page.changes().forEach(change -> seen.add(change.keyId()));
        cursor = page.next().orElse(null);
        pages++;
      } while (cursor != null);

      assertThat(seen).hasSize(7).doesNotHaveDuplicates();
      assertThat(pages).isEqualTo(7);
    }

    @Test
    void drift_withALimitOutOfRange_isAMistakeOfTheProgram() {
      for (int limit : new int[] {0, 1_001}) {
        Refusals.thrown(
            IllegalArgumentException.class, () -> permissions.drift(ADMIN, null, limit));
      }
    }
  }

  @Nested
  class Reassign {

    @Test
    void tryReassign_saysWhatReassignThenDoes() {
      world.northwindRequires(CANDIDATES_CREATE, CANDIDATES_VIEW);
      Stored before = world.stored();
      PermissionChange tried = permissions.tryReassign(ADMIN, key.id());

      assertThat(world.stored()).isEqualTo(before);
      assertThat(tried.added()).containsExactly(CANDIDATES_VIEW);
      assertThat(permissions.reassign(ADMIN, key.id())).isEqualTo(tried);
      assertThat(permissions.tryReassign(ADMIN, key.id()).isEmpty()).isTrue();
    }

    @Test
    void reassign_holdsForTheNextRequestAndIsAudited() {
      world.northwindRequires(CANDIDATES_CREATE, CANDIDATES_VIEW);
      world.time.advance(World.BLINK);

      assertThat(permissions.reassign(ADMIN, key.id()).removed()).containsExactly(JOBS_VIEW);

      VerifiedKey verified = world.latchkey.verifier().verify(key.text()).key();
      assertThat(verified.permissions())
          .containsExactlyInAnyOrder(CANDIDATES_CREATE, CANDIDATES_VIEW);
      assertThat(world.lastEvent().details())
          .containsOnly(
              entry("added", "candidates.view"),
              entry("removed", "jobs.view"),
              entry("permission_source", "profile:northwind@2"));
      PermissionExplanation why = permissions.explain(ADMIN, key.id());
      assertThat(why.sourceVersion()).isEqualTo("profile:northwind@2");
      assertThat(why.assignedAt()).isEqualTo(world.time.now());
    }

    @Test
    void reassign_ofAKeyThatHasWhatItNeeds_writesNothing() {
      Stored before = world.stored();

      assertThat(permissions.reassign(ADMIN, key.id()).isEmpty()).isTrue();
      assertThat(world.stored()).isEqualTo(before);
    }

    @Test
    void reassign_toNothing_leavesNothing() {
      world.northwindRequires();

      assertThat(permissions.reassign(ADMIN, key.id()).after()).isEmpty();
      assertThat(world.latchkey.verifier().verify(key.text()).key().permissions()).isEmpty();
    }

    @Test
    void reassign_withoutAProfile_isRefused() {
      Stored before;
      world.northwindMovesToOAuth();
      before = world.stored();
      RefusedException oauth =
          Refusals.refused(
              RefusalReason.PARTNER_USES_OAUTH, () -> permissions.reassign(ADMIN, key.id()));
      assertThat(oauth.setupAddress()).contains(World.OAUTH_SETUP);
      Refusals.refused(
          RefusalReason.PARTNER_USES_OAUTH, () -> permissions.tryReassign(ADMIN, key.id()));
      assertThat(world.stored()).isEqualTo(before);
      world.partners().update(HOST, NORTHWIND, edit -> edit.disconnect(CANDIDATE_INGESTION));
      Refusals.refused(
          RefusalReason.PARTNER_NOT_CONNECTED, () -> permissions.reassign(ADMIN, key.id()));
    }

    @Test
    void reassign_whileTheProfileChanges_givesTheProfileThatHoldsThen() {
      InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
      try (World racy = World.on(intercepted.store(), builder -> {})) {
        Held held = racy.active();
        racy.northwindAlsoViewsCandidates();
        intercepted.beforeNextCommit(() -> racy.northwindRequires(JOBS_VIEW));

        assertThat(racy.latchkey.permissions().reassign(ADMIN, held.id()).after())
            .containsExactly(JOBS_VIEW);
        assertThat(racy.info(held.id()).permissions()).containsExactly(JOBS_VIEW);
      }
    }
  }
}
