package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.PartnerRegistryFixture.HOST;
import static io.latchkey.PartnerRegistryFixture.JOB_BOARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.spi.EventDraft;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredPartner;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerRegistryTest {

  private static final PartnerId NORTHWIND = PartnerId.of("northwind");

  private final PartnerRegistryFixture fixture = new PartnerRegistryFixture();
  private final PartnerEngine registry = fixture.registry;

  @Nested
  class Register {

    @Test
    void register_makesThePartnerKnown() {
      Partner registered = registry.register(HOST, northwind());

      assertThat(registered).isEqualTo(northwind());
      assertThat(registry.find(NORTHWIND)).contains(northwind());
      assertThat(registry.search("north")).first().isEqualTo(northwind());
    }

    @Test
    void register_leavesOneEventWithoutNamesAndAddresses() {
      registry.register(
          HOST,
          Partner.listed("northwind", "Canary")
              .alias("Canary Two")
              .requires(CANDIDATE_INGESTION, JOBS_VIEW, CANDIDATES_CREATE)
              .connectsByOAuth(JOB_BOARD, URI.create("https://canary.example/"))
              .contact(PartnerContact.builder("Canary").email("canary@canary.example").build())
              .build());

      EventDraft event = onlyEvent();
      assertThat(event.type()).isEqualTo("partner_registered");
      assertThat(event.actorKind()).isEqualTo(Events.BY_HOST);
      assertThat(event.actorId()).isEqualTo("console");
      assertThat(event.subjectKind()).isEqualTo(Events.PARTNER);
      assertThat(event.subjectId()).isEqualTo("northwind");
      assertThat(event.details())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "status", "active",
                  "connection.candidate_ingestion", "key candidates.create jobs.view",
                  "connection.job_board", "oauth"));
      assertThat(event.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary");
    }

    @Test
    void register_idThatIsTaken_isRefusedEvenForTheSamePartner() {
      registry.register(HOST, northwind());

      assertRefused(RefusalReason.PARTNER_EXISTS, () -> registry.register(HOST, northwind()));
      assertThat(fixture.rows.commits()).isEqualTo(1);
    }

    @Test
    void register_idThatDiffersInCase_isAnotherPartner() {
      registry.register(HOST, northwind());
      registry.register(HOST, Partner.listed("Northwind", "Other").build());

      assertThat(registry.find(NORTHWIND)).contains(northwind());
    }

    @Test
    void register_builtIn_isRefused() {
      assertRefused(RefusalReason.PARTNER_BUILT_IN, () -> registry.register(HOST, Partner.CUSTOM));
      Partner impostor = Partner.listed("unlisted-vendor", "Impostor").build();
      assertRefused(RefusalReason.PARTNER_BUILT_IN, () -> registry.register(HOST, impostor));
    }

    @Test
    void register_partnerThatIsRetiredElsewhere_isRetiredHereToo() {
      PartnerDraft retired = new PartnerDraft(northwind());
      retired.status(PartnerStatus.RETIRED);

      registry.register(HOST, retired.toPartner());

      assertThat(registry.find(NORTHWIND).orElseThrow().status()).isEqualTo(PartnerStatus.RETIRED);
      assertThat(onlyEvent().details()).containsEntry("status", "retired");
    }

    @Test
    void register_apiTypeThatTheHostDoesNotDefine_isRefused() {
      ApiType lookAlike = ApiType.define("job_board", "jb").build();
      Partner partner = Partner.listed("northwind", "Northwind").requires(lookAlike).build();

      assertThatIllegalArgumentException().isThrownBy(() -> registry.register(HOST, partner));
      assertThat(fixture.rows.commits()).isZero();
    }
  }

  @Nested
  class Update {

    @Test
    void update_rename_keepsTheIdAndTurnsTheOldNameIntoAnAlias() {
      registry.register(HOST, northwind());

      Partner renamed = registry.update(HOST, NORTHWIND, edit -> edit.displayName("Southwind"));

      assertThat(renamed.id()).isEqualTo(NORTHWIND);
      assertThat(renamed.displayName()).isEqualTo("Southwind");
      assertThat(renamed.aliases()).containsExactly("Nord Wind", "Northwind");
      assertThat(registry.find(NORTHWIND)).contains(renamed);
      assertThat(registry.search("northwind")).first().isEqualTo(renamed);
    }

    @Test
    void update_renameBack_takesTheNameFromTheAliases() {
      registry.register(HOST, northwind());
      registry.update(HOST, NORTHWIND, edit -> edit.displayName("Southwind"));

      Partner back = registry.update(HOST, NORTHWIND, edit -> edit.displayName("Northwind"));

      assertThat(back.aliases()).containsExactly("Nord Wind", "Southwind");
    }

    @Test
    void update_renameInCaseAlone_leavesNoAlias() {
      registry.register(HOST, northwind());

      assertThat(registry.update(HOST, NORTHWIND, edit -> edit.displayName("NORTHWIND")).aliases())
          .containsExactly("Nord Wind");
    }

    @Test
    void update_changesEverythingThatMayChange() {
      registry.register(HOST, northwind());
      URI setup = URI.create("https://northwind.example/setup");
      PartnerContact contact =
          PartnerContact.builder("Desk").email("desk@northwind.example").build();

      Partner updated =
          registry.update(
              HOST,
              NORTHWIND,
              edit ->
                  edit.aliases(List.of("One", "Two", "Three"))
                      .removeAlias("TWO")
                      .alias("Four")
                      .requires(CANDIDATE_INGESTION, CANDIDATES_VIEW)
                      .contact(contact)
                      .connectsByOAuth(JOB_BOARD, setup));

      assertThat(updated)
          .isEqualTo(
              Partner.listed("northwind", "Northwind")
                  .alias("One")
                  .alias("Three")
                  .alias("Four")
                  .requires(CANDIDATE_INGESTION, CANDIDATES_VIEW)
                  .connectsByOAuth(JOB_BOARD, setup)
                  .contact(contact)
                  .build());
      assertThat(registry.find(NORTHWIND)).contains(updated);
      assertThat(
              registry.update(
                  HOST,
                  NORTHWIND,
                  edit -> edit.disconnect(JOB_BOARD).withoutContact().aliases(List.of())))
          .isEqualTo(
              Partner.listed("northwind", "Northwind")
                  .requires(CANDIDATE_INGESTION, CANDIDATES_VIEW)
                  .build());
    }

    @Test
    void update_leavesOneEventThatSaysWhatChangedButNotTheNames() {
      registry.register(HOST, northwind());
      registry.update(
          HOST,
          NORTHWIND,
          edit ->
              edit.displayName("Southwind")
                  .disconnect(CANDIDATE_INGESTION)
                  .requires(JOB_BOARD)
                  .contact(PartnerContact.builder("Desk").email("a@b.example").build()));

      assertThat(fixture.rows.eventTypes())
          .containsExactly("partner_registered", "partner_updated");
      assertThat(fixture.rows.events().get(1).details())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "changed", "aliases contact display_name",
                  "connection.candidate_ingestion", "none",
                  "connection.job_board", "key"));
    }

    @Test
    void update_thatChangesNothing_leavesNoEvent() {
      registry.register(HOST, northwind());

      Partner same =
          registry.update(
              HOST, NORTHWIND, edit -> edit.displayName("Northwind").alias("NORD WIND"));

      assertThat(same).isEqualTo(northwind());
      assertThat(fixture.rows.commits()).isEqualTo(1);
    }

    @Test
    void update_keepsTheStatus() {
      registry.register(HOST, northwind());
      registry.suspend(HOST, NORTHWIND);

      assertThat(registry.update(HOST, NORTHWIND, edit -> edit.alias("x1")).status())
          .isEqualTo(PartnerStatus.SUSPENDED);
    }

    @Test
    void update_seesThePartnerAsItIs() {
      registry.register(HOST, northwind());

      registry.update(HOST, NORTHWIND, edit -> assertThat(edit.partner()).isEqualTo(northwind()));
    }

    @Test
    void update_thatThrows_changesNothing() {
      registry.register(HOST, northwind());

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  registry.update(
                      HOST,
                      NORTHWIND,
                      edit -> {
                        edit.displayName("Southwind");
                        throw new IllegalStateException("changed my mind");
                      }));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> registry.update(HOST, NORTHWIND, edit -> edit.alias("\n")));
      assertThat(registry.find(NORTHWIND)).contains(northwind());
      assertThat(fixture.rows.commits()).isEqualTo(1);
    }

    @Test
    void update_toAnApiTypeThatTheHostDoesNotDefine_isRefused() {
      registry.register(HOST, northwind());
      ApiType lookAlike = ApiType.define("job_board", "jb").build();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> registry.update(HOST, NORTHWIND, edit -> edit.requires(lookAlike)));
    }
  }

  @Nested
  class Status {

    @ParameterizedTest
    @CsvSource({
      "active,    suspend, suspended, partner_suspended",
      "retired,   suspend, suspended, partner_suspended",
      "suspended, resume,  active,    partner_resumed",
      "retired,   resume,  active,    partner_resumed",
      "active,    retire,  retired,   partner_retired"
    })
    void change_leavesOneEvent(String from, String operation, String to, String event) {
      given(from);

      Partner changed = call(operation);

      assertThat(changed.status().code()).isEqualTo(to);
      assertThat(registry.find(NORTHWIND)).contains(changed);
      assertThat(onlyEvent().type()).isEqualTo(event);
      assertThat(onlyEvent().details()).containsExactly(Map.entry("from", from));
    }

    @ParameterizedTest
    @CsvSource({"suspended, suspend", "active, resume", "retired, retire"})
    void change_toWhatIs_leavesNoEvent(String status, String operation) {
      given(status);

      assertThat(call(operation).status().code()).isEqualTo(status);
      assertThat(fixture.rows.commits()).isZero();
    }

    @Test
    void retire_suspended_isRefusedBecauseItsKeysWouldWakeUp() {
      given("suspended");

      assertRefused(RefusalReason.PARTNER_SUSPENDED, () -> registry.retire(HOST, NORTHWIND));
      assertThat(registry.find(NORTHWIND).orElseThrow().status())
          .isEqualTo(PartnerStatus.SUSPENDED);
    }

    @Test
    void change_showsInTheNextSearch() {
      registry.register(HOST, northwind());
      assertThat(registry.search("north").get(0).status()).isEqualTo(PartnerStatus.ACTIVE);

      registry.retire(HOST, NORTHWIND);

      assertThat(registry.search("north").get(0).status()).isEqualTo(PartnerStatus.RETIRED);
      assertThat(registry.search(PartnerQuery.text("north").activeOnly())).hasSize(2);
    }

    private void given(String status) {
      StoredPartner row =
          new PartnerDocuments(new ApiTypes(List.of(CANDIDATE_INGESTION))).insert(northwind());
      fixture.rows.put(
          new StoredPartner(new PartnerRecord("northwind", status, 1), row.document()));
    }

    private Partner call(String operation) {
      return switch (operation) {
        case "suspend" -> registry.suspend(HOST, NORTHWIND);
        case "resume" -> registry.resume(HOST, NORTHWIND);
        default -> registry.retire(HOST, NORTHWIND);
      };
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_ofAPartnerThatIsUnknown_isRefused(Change change) {
    assertRefused(RefusalReason.PARTNER_UNKNOWN, () -> change.make(registry, NORTHWIND));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_ofABuiltInPartner_isRefused(Change change) {
    assertRefused(RefusalReason.PARTNER_BUILT_IN, () -> change.make(registry, Partner.CUSTOM.id()));
    assertRefused(
        RefusalReason.PARTNER_BUILT_IN, () -> change.make(registry, Partner.UNLISTED_VENDOR.id()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_ofAPartnerThatCantBeRead_isRefused(Change change) {
    fixture.rows.put(new StoredPartner(new PartnerRecord("northwind", "active", 1), "{}"));

    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> change.make(registry, NORTHWIND));
  }

  /** The denial comes first: it must not tell whether a partner exists. */
  @ParameterizedTest
  @MethodSource("changes")
  void change_denied_saysWhatIsMissingAndLeavesADenial(Change change) {
    fixture.denied.addAll(List.of(HostOperation.values()));

    AccessDeniedException denial =
        catchThrowableOfType(
            AccessDeniedException.class, () -> change.make(registry, Partner.CUSTOM.id()));

    assertThat(denial.missing()).isEqualTo("role catalogue-keeper");
    assertThat(fixture.rows.eventTypes()).containsExactly(Events.ACCESS_DENIED);
  }

  @Test
  void register_denied_isNotRegistered() {
    fixture.denied.add(HostOperation.EDIT_PARTNERS);

    assertRefused(RefusalReason.ACCESS_DENIED, () -> registry.register(HOST, northwind()));
    assertThat(registry.find(NORTHWIND)).isEmpty();
  }

  @Test
  void status_needsMoreThanThePermissionToEdit() {
    registry.register(HOST, northwind());
    fixture.denied.add(HostOperation.CHANGE_PARTNER_STATUS);

    assertRefused(RefusalReason.ACCESS_DENIED, () -> registry.suspend(HOST, NORTHWIND));
    assertThat(registry.update(HOST, NORTHWIND, edit -> edit.alias("x1")).aliases()).contains("x1");
  }

  @Nested
  class Find {

    @Test
    void find_builtIns_needsNoStore() {
      assertThat(registry.find(Partner.CUSTOM.id())).containsSame(Partner.CUSTOM);
      assertThat(registry.find(Partner.UNLISTED_VENDOR.id())).containsSame(Partner.UNLISTED_VENDOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "NORTHWIND", "Northwind", "northwind."})
    void find_otherId_findsNothing(String id) {
      registry.register(HOST, northwind());

      assertThat(registry.find(PartnerId.of(id))).isEmpty();
    }

    @Test
    void read_givesTheVersionOfTheRowForGuards() {
      registry.register(HOST, northwind());
      registry.suspend(HOST, NORTHWIND);

      assertThat(registry.read(NORTHWIND).orElseThrow().version()).isEqualTo(2);
      assertThat(registry.read(Partner.CUSTOM.id()))
          .contains(new StoredAndParsed(Partner.CUSTOM, 0));
    }

    @Test
    void find_partnerThatCantBeRead_saysSoInsteadOfNothing() {
      fixture.rows.put(new StoredPartner(new PartnerRecord("northwind", "active", 1), "{}"));

      assertThatExceptionOfType(UnreadableRecordException.class)
          .isThrownBy(() -> registry.find(NORTHWIND));
    }
  }

  private static Stream<Change> changes() {
    return Stream.of(
        (registry, id) -> registry.update(HOST, id, edit -> edit.alias("x1")),
        (registry, id) -> registry.suspend(HOST, id),
        (registry, id) -> registry.resume(HOST, id),
        (registry, id) -> registry.retire(HOST, id));
  }

  private interface Change {
    void make(PartnerRegistry registry, PartnerId id);
  }

  private EventDraft onlyEvent() {
    assertThat(fixture.rows.events()).hasSize(1);
    return fixture.rows.events().get(0);
  }

  private static void assertRefused(
      RefusalReason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, call);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  private static Partner northwind() {
    return Partner.listed("northwind", "Northwind")
        .alias("Nord Wind")
        .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
        .build();
  }
}
