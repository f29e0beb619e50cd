package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.Refusals.denied;
import static io.latchkey.Refusals.refused;
import static io.latchkey.Refusals.violations;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.COLLEAGUE;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.POWERLESS;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host creates keys within its own transaction: both its rows and the key, or neither. */
class StagingTest {

  private final StagingWorld host = StagingWorld.create();
  private final World world = host.world;

  @AfterEach
  void close() {
    if (world.latchkey.health().status() != Health.Status.CLOSED) {
      Aftermath.isSound(world);
    }
    host.close();
  }

  @Test
  void create_committed_isAdoptedByItsAcknowledgementAndVerifies() {
    IssuedKey issued = host.staged(World.request(), () -> world.time.advance(World.BLINK));
    Held held = Held.of(issued);

    KeyInfo key = world.acknowledge(issued);

    assertThat(key.state()).isEqualTo(KeyState.ACTIVE);
    assertThat(key.permissions()).isEqualTo(issued.key().permissions());
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
    assertThat(issued.readable()).isFalse();
    assertThat(world.eventTypes()).containsExactly("key_created", "key_acknowledged");
    AuditEntry created = world.trail().get(0);
    assertThat(created.actor()).isEqualTo(ADMIN.id().value());
    assertThat(created.details())
        .containsEntry("partner", NORTHWIND.value())
        .containsEntry("staged_at", issued.key().createdAt().toString());
  }

  @Test
  void create_untilTheHostCommits_isNowhereAndIsReadable() {
    Stored before = world.stored();
    Latchkey elsewhere = world.otherNode();
    try (HostTransaction open = host.begin()) {
      IssuedKey issued = host.within(open).create(ADMIN, World.request());

      assertThat(issued.key().state()).isEqualTo(KeyState.PENDING);
      assertThat(world.verdict(issued.reveal())).isEqualTo("KEY_UNKNOWN");
      refused(RefusalReason.NOT_COMMITTED, () -> world.acknowledge(issued));
      refused(RefusalReason.NOT_COMMITTED, () -> world.revoke(issued.id()));
      refused(RefusalReason.NOT_COMMITTED, () -> world.info(issued.id()));
      refused(RefusalReason.KEY_NOT_FOUND, () -> world.issuer().acknowledge(STRANGER, issued));
      refused(RefusalReason.KEY_NOT_FOUND, () -> elsewhere.issuer().acknowledge(ADMIN, issued));
      assertThat(issued.readable()).isTrue();
      assertThat(world.stored()).isEqualTo(before);
    }
  }

  @Test
  void create_rolledBack_leavesNothing() {
    Stored before = world.stored();
    IssuedKey issued;
    try (HostTransaction open = host.begin()) {
      issued = host.within(open).create(ADMIN, World.request());
    }

    refused(RefusalReason.NOT_COMMITTED, () -> world.acknowledge(issued));
    assertThat(issued.readable()).isTrue();
    issued.close();
    assertThat(issued.readable()).isFalse();
    refused(RefusalReason.KEY_NOT_FOUND, () -> world.acknowledge(issued));
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void create_neverAcknowledged_endsAtItsDeadlineLikeAnyOther() {
    IssuedKey issued = host.staged();
    assertThat(world.state(issued.id())).isEqualTo(KeyState.PENDING);

    world.time.advance(World.DEADLINE);

    assertThat(issued.readable()).isFalse();
    assertThat(world.state(issued.id())).isEqualTo(KeyState.ABANDONED);
    refused(RefusalReason.ABANDONED, () -> world.acknowledge(issued));
  }

  @Test
  void create_committedAndNamedByNobody_isAdoptedInTheBackground() {
    KeyId id = host.staged().id();

    await().until(() -> listed().contains(id));

    assertThat(world.eventTypes()).containsExactly("key_created");
  }

  @Test
  void create_whoseProcessDiedAfterTheHostsCommit_isAdoptedByAnother() {
    try (HostTransaction open = host.begin()) {
      IssuedKey issued = host.within(open).create(ADMIN, World.request());
      world.latchkey.close();
      open.commit();

      Latchkey another = world.otherNode();

      await().until(() -> !another.audit().read(ADMIN, 0, 10).isEmpty());
      KeyInfo key = another.issuer().acknowledge(ADMIN, issued.id(), issued.revealNumber());
      assertThat(key.state()).isEqualTo(KeyState.ACTIVE);
      assertThat(issued.readable()).isFalse();
    }
  }

  @Test
  void create_isAdoptedByWhateverNamesOrEndsIt() {
    assertThat(world.state(host.staged().id())).isEqualTo(KeyState.PENDING);
    assertThat(world.revoke(host.staged().id()).state()).isEqualTo(KeyState.REVOKED);
    refused(RefusalReason.NOT_ACKNOWLEDGED, () -> world.disable(host.staged().id()));
    KeyId mine = host.staged().id();
    assertThat(world.issuer().revokeAll(ADMIN, NORTHWIND, lost())).isPositive();
    assertThat(world.state(mine)).isEqualTo(KeyState.REVOKED);
    KeyId another = host.staged().id();
    assertThat(world.issuer().revokeAll(HOST, NORTHWIND, lost())).isEqualTo(1);
    assertThat(world.state(another)).isEqualTo(KeyState.REVOKED);
    IssuedKey leaked = host.staged();
    assertThat(world.issuer().reportLeak(HOST, leaked.reveal()).key().id()).isEqualTo(leaked.id());
    assertThat(leaked.readable()).isFalse();
  }

  @Test
  void create_seenByAnotherAccount_isNotFound() {
    IssuedKey issued = host.staged();

    refused(RefusalReason.KEY_NOT_FOUND, () -> world.latchkey.keys().find(STRANGER, issued.id()));
    refused(RefusalReason.NOT_THE_CREATOR, () -> world.issuer().acknowledge(COLLEAGUE, issued));
    assertThat(world.acknowledge(issued).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void create_whatIsRefusedAtOnce_stagesNothing() {
    try (HostTransaction open = host.begin()) {
      StagingIssuer staging = host.within(open);

      assertThat(denied(() -> staging.create(POWERLESS, World.request()))).isNotEmpty();
      refused(
          RefusalReason.PARTNER_USES_OAUTH,
          () ->
              staging.create(
                  ADMIN, NewKey.of(CandidateIngestion.CANDIDATE_INGESTION, World.CONTOSO, "x")));
      assertThat(
              violations(
                  () ->
                      staging.create(
                          ADMIN, World.request().environment("none").idempotencyKey("a"))))
          .hasSize(2)
          .anyMatch(
              text -> text.startsWith("idempotencyKey: must not be set within a transaction"));
      world.latchkey.accounts().suspend(HOST, World.GLOBEX);
      refused(RefusalReason.ACCOUNT_STOPPED, () -> staging.create(ADMIN, World.request()));
      world.latchkey.accounts().resume(HOST, World.GLOBEX);
      open.commit();
    }
    assertThat(host.content.staged("", 10)).isEmpty();
    assertThat(world.eventTypes()).containsExactly("access_denied");
  }

  @Test
  void create_whoseProfileChangedBeforeTheAdoption_getsTheProfileOfToday() {
    IssuedKey issued = host.staged(World.request(), world::northwindAlsoViewsCandidates);
    assertThat(issued.key().permissions()).containsExactlyInAnyOrder(CANDIDATES_CREATE, JOBS_VIEW);

    assertThat(world.acknowledge(issued).permissions())
        .containsExactlyInAnyOrder(CANDIDATES_CREATE, JOBS_VIEW, CANDIDATES_VIEW);
    assertThat(world.trail().get(0).details())
        .containsEntry("permissions", "candidates.create candidates.view jobs.view");
    assertThat(world.latchkey.permissions().drift(ADMIN, null, 10).changes()).isEmpty();
  }

  @Test
  void create_whereKeysAreActiveAtOnce_isPendingAllTheSame() {
    try (StagingWorld eager = StagingWorld.create(Latchkey.Builder::activateOnCreate)) {
      IssuedKey issued = eager.staged();
      Held held = Held.of(issued);

      assertThat(eager.world.state(issued.id())).isEqualTo(KeyState.PENDING);
      assertThat(eager.world.verdict(held.text())).isEqualTo("KEY_PENDING");
      assertThat(issued.readable()).isTrue();
      eager.world.acknowledge(issued);
      assertThat(eager.world.verdict(held.text())).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void create_thatTheHostsTransactionCantTake_isWipedAndLeavesNothing() {
    StoreException broken =
        new StoreException(StoreException.Kind.UNAVAILABLE, "the connection is closed", null);
    StagingIssuer staging =
        world.latchkey.within(
            staged -> {
              throw broken;
            });

    assertThatThrownBy(() -> staging.create(ADMIN, World.request()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasCause(broken);
    assertThat(host.content.staged("", 10)).isEmpty();
  }

  @Test
  void within_overAStoreThatDoesNotStage_isRefused() {
    try (World plain = World.create();
        HostTransaction open = host.begin()) {
      assertThatThrownBy(() -> plain.latchkey.within(open))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the store does not stage keys");
    }
  }

  @Test
  void replace_committed_isAsAnyOther() {
    Held original = world.active();
    IssuedKey successor =
        host.staged(
            Replacement.overlapping(original.id(), Duration.ofDays(1)),
            () -> {
              world.time.advance(World.BLINK);
              assertThat(world.info(original.id()).successor()).isEmpty();
            });
    Held next = Held.of(successor);

    world.acknowledge(successor);

    assertThat(world.info(original.id()).successor()).contains(next.id());
    assertThat(world.info(original.id()).overlapEndsAt())
        .contains(world.time.now().plus(Duration.ofDays(1)));
    assertThat(world.eventTypes())
        .endsWith(
            "key_created", "key_replacement_started", "key_acknowledged", "key_overlap_started");
    assertThat(world.verdict(original.text())).isEqualTo("ACCEPTED");
    assertThat(world.verdict(next.text())).isEqualTo("ACCEPTED");
    world.time.advance(Duration.ofDays(1));
    assertThat(world.verdict(original.text())).isEqualTo("KEY_REPLACED");
  }

  @Test
  void replace_atOnce_revokesTheOriginalWhenItIsAdopted() {
    Held original = world.active();
    IssuedKey successor =
        host.staged(
            Replacement.now(original.id()),
            () -> assertThat(world.verdict(original.text())).isEqualTo("ACCEPTED"));

    assertThat(world.state(successor.id())).isEqualTo(KeyState.PENDING);

    assertThat(world.verdict(original.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.eventTypes())
        .endsWith("key_created", "key_replacement_started", "key_revoked");
  }

  @Test
  void metrics_tellStagedFromDone() {
    LatchkeyMetrics metrics = mock(LatchkeyMetrics.class);
    try (StagingWorld measured = StagingWorld.create(builder -> builder.metrics(metrics))) {
      measured.world.acknowledge(measured.staged());

      verify(metrics).managed("create_key", "staged");
      verify(metrics, atLeastOnce()).managed("adopt_key", "done");
      verify(metrics).managed("acknowledge_key", "done");
    }
  }

  @Test
  void stagedKey_thatOnlyANewerVersionUnderstands_isLeftToIt() {
    KeyId later = KeyId.of("0000000000000000");
    try (HostTransaction open = host.begin()) {
      open.stage(StagedByOthers.key(later, "clone"));
      open.commit();
    }
    KeyId known = host.staged().id();

    await().until(() -> listed().equals(List.of(known)));

    assertThatThrownBy(() -> world.info(later))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("operation");
    assertThat(host.content.staged("", 10)).hasSize(1);
  }

  private List<KeyId> listed() {
    return world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10).keys().stream()
        .map(KeyInfo::id)
        .toList();
  }

  private static Revocation lost() {
    return Revocation.because(RevocationReason.LOST);
  }
}
