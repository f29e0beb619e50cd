package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.Refusals.denied;
import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.CONTOSO;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.POWERLESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creating a key: what it is like, who gets none, and in which order that is found out. */
class CreateKeyTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").build();

  private final AtomicBoolean entitled = new AtomicBoolean(true);
  private final World world =
      World.create(
          builder ->
              builder
                  .apiType(JOB_BOARD)
                  .environments("live", "test")
                  .maxLiveKeys(2)
                  .entitlementPolicy((account, type) -> entitled.get()));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void create_givesAPendingKeyWithEverythingThatWasAskedFor() {
    Instant expiry = world.time.now().plus(Duration.ofDays(90));
    KeyInfo key =
        world
            .create(
                NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "  Sourced candidates ")
                    .environment("test")
                    .expiresAt(expiry)
                    .label("team", "talent"))
            .key();

    assertThat(key.state()).isEqualTo(KeyState.PENDING);
    assertThat(key.account()).isEqualTo(GLOBEX);
    assertThat(key.apiType()).isSameAs(CANDIDATE_INGESTION);
    assertThat(key.partner()).isEqualTo(NORTHWIND);
    assertThat(key.description()).isEqualTo("Sourced candidates");
    assertThat(key.environment()).isEqualTo("test");
    assertThat(key.labels()).containsExactly(entry("team", "talent"));
    assertThat(key.permissions()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
    assertThat(key.createdBy()).isEqualTo(ADMIN.id());
    assertThat(key.createdAt()).isEqualTo(world.time.now());
    assertThat(key.pendingUntil()).contains(world.time.now().plus(World.DEADLINE));
    assertThat(key.expiresAt()).contains(expiry);
    assertThat(key.revealNumber()).isEqualTo(1);
    assertThat(key.acknowledgedAt()).isEmpty();
    assertThat(key.lastUsedAt()).isEmpty();
    assertThat(key.predecessor()).isEmpty();
    assertThat(key.successor()).isEmpty();
    assertThat(key.endedAt()).isEmpty();
    assertThat(world.info(key.id())).usingRecursiveComparison().isEqualTo(key);
  }

  @Test
  void create_textSaysWhatItIsAndTheTailIsItsEnd() {
    IssuedKey issued = world.create(World.request().environment("test"));
    String text = issued.reveal();
    KeyForm form = KeyText.inspect(text);

    assertThat(text)
        .startsWith("acme_ci_test_" + issued.id())
        .hasSize("acme_ci_test_".length() + 55);
    assertThat(form.wellFormed()).isTrue();
    assertThat(form.keyId()).contains(issued.id());
    assertThat(text).endsWith(issued.key().tail());
    assertThat(issued.key().tail()).hasSize(5);
  }

  @Test
  void create_keyDoesNotVerifyBeforeItIsAcknowledged() {
    IssuedKey issued = world.pending();
    String text = issued.reveal();

    assertThat(world.verdict(text)).isEqualTo("KEY_PENDING");
    KeyInfo acknowledged = world.acknowledge(issued);
    assertThat(world.verdict(text)).isEqualTo("ACCEPTED");
    assertThat(acknowledged.state()).isEqualTo(KeyState.ACTIVE);
    assertThat(acknowledged.acknowledgedAt()).contains(world.time.now());
    assertThat(acknowledged.acknowledgedBy()).contains(ADMIN.id());
    assertThat(acknowledged.pendingUntil()).isEmpty();
  }

  @Test
  void create_leavesOneEventWithTheFacts() {
    IssuedKey issued = world.pending();

    assertThat(world.trail()).hasSize(1);
    AuditEntry event = world.lastEvent();
    assertThat(event.type()).isEqualTo("key_created");
    assertThat(event.actorKind()).isEqualTo("actor");
    assertThat(event.actor()).isEqualTo("u-admin");
    assertThat(event.subjectKind()).isEqualTo("key");
    assertThat(event.subject()).isEqualTo(issued.id().value());
    assertThat(event.at()).isEqualTo(world.time.now());
    assertThat(event.details())
        .containsOnly(
            entry("partner", "northwind"),
            entry("api_type", "candidate_ingestion"),
            entry("environment", "live"),
            entry("permissions", "candidates.create jobs.view"),
            entry("permission_source", "profile:northwind@1"),
            entry("expires_at", "never"));
  }

  @Test
  void create_withManyThingsWrong_isRefusedForTheFirstOfThem() {
    Held last = twoLiveKeys();
    NewKey wrong = NewKey.of(CANDIDATE_INGESTION, PartnerId.of("nobody"), " ");
    NewKey right = NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "Third key");
    entitled.set(false);
    world.latchkey.accounts().suspend(HOST, GLOBEX);

    denied(() -> world.issuer().create(POWERLESS, wrong));
    refused(RefusalReason.INVALID_REQUEST, () -> world.create(wrong));
    NewKey unknown = NewKey.of(CANDIDATE_INGESTION, PartnerId.of("nobody"), "Third key");
    refused(RefusalReason.ACCOUNT_STOPPED, () -> world.create(unknown));
    world.latchkey.accounts().resume(HOST, GLOBEX);
    refused(RefusalReason.NOT_ENTITLED, () -> world.create(unknown));
    entitled.set(true);
    refused(RefusalReason.PARTNER_UNKNOWN, () -> world.create(unknown));
    refused(RefusalReason.LIMIT_REACHED, () -> world.create(right));
    world.revoke(last.id());
    assertThat(world.create(right).readable()).isTrue();
  }

  @Test
  void create_withoutTheGrant_isDeniedAndSaysWhichGrant() {
    assertThat(denied(() -> world.issuer().create(POWERLESS, World.request())))
        .isEqualTo("grant webhooks.manage");
  }

  @Test
  void create_belowLevelBasic_isDeniedAndSaysWhichLevel() {
    Actor outsider =
        Actor.of(GLOBEX, ActorId.of("u-outsider"), UserLevel.NONE).with(Grant.MANAGE_WEBHOOKS);

    assertThat(denied(() -> world.issuer().create(outsider, World.request())))
        .isEqualTo("user level BASIC or above");
  }

  @Test
  void create_forAPartnerThatUsesOAuth_isRefusedWithTheAddressOfItsSetupSteps() {
    RefusedException refusal =
        refused(
            RefusalReason.PARTNER_USES_OAUTH,
            () -> world.create(NewKey.of(CANDIDATE_INGESTION, CONTOSO, "Contoso")));

    assertThat(refusal.setupAddress()).contains(World.OAUTH_SETUP);
    assertThat(refusal).hasMessageContaining("https://contoso.example/setup");
  }

  @Test
  void create_forAPartnerThatTakesNoNewKeys_isRefused() {
    refused(
        RefusalReason.PARTNER_NOT_CONNECTED,
        () -> world.create(NewKey.of(JOB_BOARD, NORTHWIND, "Jobs")));
    world.partners().retire(HOST, NORTHWIND);
    refused(RefusalReason.PARTNER_RETIRED, world::pending);
    world.partners().suspend(HOST, NORTHWIND);
    refused(RefusalReason.PARTNER_SUSPENDED, world::pending);
    world.partners().resume(HOST, NORTHWIND);
    assertThat(world.pending().readable()).isTrue();
  }

  @Test
  void create_refused_leavesNothingBehind() {
    world.partners().retire(HOST, NORTHWIND);
    Stored before = world.stored();

    refused(RefusalReason.PARTNER_RETIRED, () -> world.create(World.request().idempotencyKey("a")));
    refused(RefusalReason.INVALID_REQUEST, () -> world.create(World.request().environment("qa")));

    assertThat(world.stored()).isEqualTo(before);
    world.partners().resume(HOST, NORTHWIND);
    assertThat(world.create(World.request().idempotencyKey("a")).revealNumber()).isEqualTo(1);
  }

  @Test
  void create_inAnErasedAccount_isRefusedForEver() {
    assertThat(world.latchkey.accounts().erase(HOST, GLOBEX).keysRemoved()).isZero();

    refused(RefusalReason.ACCOUNT_STOPPED, world::pending);
    refused(
        RefusalReason.ACCOUNT_STOPPED,
        () -> {
          world.latchkey.accounts().resume(HOST, GLOBEX);
          return Set.of();
        });
  }

  @Test
  void create_ofATypeThatTheBuilderWasNotGiven_isAMistakeOfTheProgram() {
    ApiType other = ApiType.define("other", "ot").permission("jobs.view").build();

    assertThat(
            Refusals.thrown(
                IllegalArgumentException.class,
                () -> world.create(NewKey.of(other, NORTHWIND, "Other"))))
        .hasMessageContaining("other")
        .hasMessageContaining("Latchkey.Builder.apiType");
  }

  @Test
  void create_withoutArguments_namesWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> world.issuer().create(null, World.request()))
        .withMessage("actor");
    assertThatNullPointerException()
        .isThrownBy(() -> world.issuer().create(ADMIN, null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> NewKey.of(CANDIDATE_INGESTION, null, "x"))
        .withMessage("partner");
  }

  private Held twoLiveKeys() {
    world.active();
    return world.active();
  }
}
