package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.Refusals.refused;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit of live keys that an account may have for one partner and one API type. */
class LiveKeyLimitTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").defaultPermission("jobs.view").build();

  private final World world = World.create(builder -> builder.maxLiveKeys(2).apiType(JOB_BOARD));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void limit_countsPendingActiveAndDisabledKeys() {
    IssuedKey pending = world.pending();
    Held disabled = world.active();
    world.disable(disabled.id());

    limitReached();
    world.revoke(pending.id());
    assertThat(world.pending().readable()).isTrue();
    limitReached();
  }

  @Test
  void limit_refusal_leavesNothingAndNamesTheAccount() {
    fill();
    Stored before = world.stored();

    assertThat(refused(RefusalReason.LIMIT_REACHED, world::pending)).hasMessageContaining("globex");
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void limit_doesNotCountKeysThatTimeHasEndedThoughNobodyRecordedIt() {
    world.pending().close();
    world.active(World.request().expiresAfter(Duration.ofHours(1)));
    limitReached();

    world.time.advance(World.DEADLINE);
    world.active();
    limitReached();
    world.time.advance(Duration.ofMinutes(45));
    world.active();
    limitReached();
  }

  @Test
  void limit_isOfOnePartnerOneTypeAndOneAccount() {
    fill();

    assertThat(create(CANDIDATE_INGESTION, Partner.CUSTOM).readable()).isTrue();
    assertThat(create(CANDIDATE_INGESTION, Partner.UNLISTED_VENDOR).readable()).isTrue();
    assertThat(create(JOB_BOARD, Partner.CUSTOM).readable()).isTrue();
    assertThat(world.issuer().create(STRANGER, World.request()).readable()).isTrue();
    limitReached();
  }

  @Test
  void replacement_takesItsOriginalsPlace() {
    world.active();
    Held original = world.active();

    IssuedKey successor = world.replace(Replacement.untilRevoked(original.id()));
    limitReached();
    world.acknowledge(successor);
    limitReached();
    world.revoke(original.id());
    limitReached();
    world.revoke(successor.id());
    assertThat(world.pending().readable()).isTrue();
  }

  @Test
  void replacement_atOnce_takesItsOriginalsPlace() {
    world.active();
    Held original = world.active();

    world.replace(Replacement.now(original.id()));

    limitReached();
  }

  @Test
  void replacement_thatIsGivenUp_leavesTheOriginalInItsPlace() {
    world.active();
    Held original = world.active();
    IssuedKey successor = world.replace(Replacement.untilRevoked(original.id()));

    world.revoke(successor.id());

    limitReached();
    world.revoke(original.id());
    assertThat(world.pending().readable()).isTrue();
  }

  @Test
  void limit_lowered_staysUntilEnoughKeysHaveEnded() {
    fill();
    Latchkey stricter = world.otherNode(world.store, builder -> builder.maxLiveKeys(1));

    refused(
        RefusalReason.LIMIT_REACHED, () -> stricter.issuer().create(World.ADMIN, World.request()));
  }

  private void fill() {
    world.active();
    world.active();
    limitReached();
  }

  private void limitReached() {
    refused(RefusalReason.LIMIT_REACHED, world::pending);
  }

  private IssuedKey create(ApiType type, Partner partner) {
    return world.create(NewKey.of(type, partner.id(), "Another"));
  }
}
