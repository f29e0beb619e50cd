package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.Refusals.denied;
import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host whose policy gives some people the keys of one API type alone. */
class AccessPerApiTypeTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").defaultPermission("jobs.view").build();
  private static final Actor JOB_BOARD_ADMIN = World.manager(GLOBEX, "u-job-boards");
  private static final Actor READER = World.manager(GLOBEX, "u-reader");
  private static final PartnerId CUSTOM = Partner.CUSTOM.id();

  private final World world =
      World.create(
          builder -> builder.apiType(JOB_BOARD).accessPolicy(AccessPerApiTypeTest::decide));
  private final Held ingestion = world.active(NewKey.of(CANDIDATE_INGESTION, CUSTOM, "Ingestion"));
  private final Held jobs = world.active(NewKey.of(JOB_BOARD, CUSTOM, "Jobs"));

  private static AccessPolicy.Decision decide(Actor actor, Operation operation, ApiType type) {
    if (actor.id().equals(JOB_BOARD_ADMIN.id()) && type != JOB_BOARD) {
      return AccessPolicy.Decision.denied("role ingestion-admin");
    }
    if (actor.id().equals(READER.id()) && operation != Operation.VIEW_KEYS) {
      return AccessPolicy.Decision.denied("role writer");
    }
    return AccessPolicy.Decision.allowed();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void key_ofATypeThatTheActorMayNotTouch_isAsGoodAsMissing() {
    for (KeyOperation operation : KeyOperation.values()) {
      Stored before = world.stored();
      refused(
          RefusalReason.KEY_NOT_FOUND, () -> operation.on(world, JOB_BOARD_ADMIN, ingestion.id()));
      assertThat(world.stored()).as(operation.name()).isEqualTo(before);
    }
    assertThat(world.issuer().disable(JOB_BOARD_ADMIN, jobs.id()).state())
        .isEqualTo(KeyState.DISABLED);
  }

  @Test
  void create_ofATypeThatTheActorMayNotTouch_isDenied() {
    assertThat(
            denied(
                () ->
                    world
                        .issuer()
                        .create(JOB_BOARD_ADMIN, NewKey.of(CANDIDATE_INGESTION, CUSTOM, "No"))))
        .isEqualTo("role ingestion-admin");
    assertThat(
            world.issuer().create(JOB_BOARD_ADMIN, NewKey.of(JOB_BOARD, CUSTOM, "Yes")).readable())
        .isTrue();
  }

  @Test
  void list_showsTheTypesThatTheActorMaySee() {
    assertThat(ids(KeyQuery.all())).containsExactly(jobs.id());
    assertThat(ids(KeyQuery.all().apiType(JOB_BOARD))).containsExactly(jobs.id());
    assertThat(ids(KeyQuery.all().apiType(CANDIDATE_INGESTION))).isEmpty();
    assertThat(ids(KeyQuery.all().text("ingestion"))).isEmpty();
    assertThat(ids(KeyQuery.all().tail(world.info(ingestion.id()).tail()))).isEmpty();
  }

  @Test
  void revokeAll_endsTheTypesThatTheActorMayRevoke() {
    int revoked =
        world
            .issuer()
            .revokeAll(JOB_BOARD_ADMIN, CUSTOM, Revocation.because(RevocationReason.OTHER));

    assertThat(revoked).isEqualTo(1);
    assertThat(world.verdict(jobs.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.verdict(ingestion.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void reader_seesEverythingAndIsDeniedEverythingElse() {
    assertThat(world.latchkey.keys().list(READER, KeyQuery.all(), null, 10).keys()).hasSize(2);
    assertThat(world.latchkey.permissions().explain(READER, jobs.id()).key().permissions())
        .hasSize(1);
    for (KeyOperation operation : KeyOperation.values()) {
      assertThat(denied(() -> operation.on(world, READER, jobs.id()))).isEqualTo("role writer");
    }
    assertThat(denied(() -> world.latchkey.permissions().tryReassign(READER, jobs.id())))
        .isEqualTo("role writer");
    assertThat(denied(() -> world.latchkey.audit().read(READER, 0, 10))).isEqualTo("role writer");
  }

  @Test
  void policy_thatThrows_failsTheOperationAndChangesNothing() {
    IllegalStateException broken = new IllegalStateException("directory is down");
    Latchkey node =
        world.otherNode(
            world.store,
            builder ->
                builder
                    .apiType(JOB_BOARD)
                    .accessPolicy(
                        (actor, operation, type) -> {
                          throw broken;
                        }));
    Stored before = world.stored();

    assertThat(
            Refusals.thrown(
                IllegalStateException.class, () -> node.issuer().disable(ADMIN, jobs.id())))
        .isSameAs(broken);
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void permission_ofOneType_isNoPermissionOfAnother() {
    assertThat(world.latchkey.verifier().verify(jobs.text(), JOBS_VIEW).rejection().reason())
        .isEqualTo(RejectionReason.API_TYPE_WRONG);
  }

  private List<KeyId> ids(KeyQuery query) {
    return world.latchkey.keys().list(JOB_BOARD_ADMIN, query, null, 10).keys().stream()
        .map(KeyInfo::id)
        .toList();
  }
}
