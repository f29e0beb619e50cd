package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.PartnerRegistryFixture.HOST;
import static io.latchkey.PartnerRegistryFixture.JOB_BOARD;
import static io.latchkey.PartnerRegistryFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.PartnerConnection.ApiKeyConnection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueLoadTest {

  private static final PartnerId NORTHWIND = PartnerId.of("northwind");
  private static final PartnerId SOUTHWIND = PartnerId.of("southwind");
  private static final String TWO =
      """
      {"format":1,"partners":[
        {"id":"southwind","display_name":"Southwind","connections":{}},
        {"id":"northwind","display_name":"Northwind","aliases":["Nord Wind"],"connections":
          {"candidate_ingestion":{"requires":["candidates.create"]}},
          "contact":{"name":"Desk","email":"desk@northwind.example"}}]}
      """;

  private final PartnerRegistryFixture fixture = new PartnerRegistryFixture();
  private final PartnerEngine registry = fixture.registry;

  @Test
  void load_registersEveryPartnerInOneCommitWithOneEventEach() {
    CatalogueLoad load = load(TWO);

    assertThat(load.registered()).containsExactly(SOUTHWIND, NORTHWIND);
    assertThat(load.updated()).isEmpty();
    assertThat(load.unchanged()).isEmpty();
    assertThat(load).hasToString("CatalogueLoad[registered=2, updated=0, unchanged=0]");
    assertThat(fixture.rows.commits()).isEqualTo(1);
    assertThat(fixture.rows.eventTypes())
        .containsExactly("partner_registered", "partner_registered");
    assertThat(registry.find(NORTHWIND).orElseThrow().connection(CANDIDATE_INGESTION))
        .contains(new ApiKeyConnection(Set.of(CANDIDATES_CREATE)));
  }

  @Test
  void load_again_changesNothing() {
    load(TWO);

    CatalogueLoad again = load(TWO);

    assertThat(again.unchanged()).containsExactly(SOUTHWIND, NORTHWIND);
    assertThat(again.registered()).isEmpty();
    assertThat(again.updated()).isEmpty();
    assertThat(fixture.rows.commits()).isEqualTo(1);
  }

  @Test
  void load_ofADifferentPartner_updatesItAlone() {
    load(TWO);

    CatalogueLoad load = load(TWO.replace("candidates.create", "candidates.view"));

    assertThat(load.updated()).containsExactly(NORTHWIND);
    assertThat(load.unchanged()).containsExactly(SOUTHWIND);
    assertThat(registry.find(NORTHWIND).orElseThrow().connection(CANDIDATE_INGESTION))
        .contains(new ApiKeyConnection(Set.of(CANDIDATES_VIEW)));
    assertThat(fixture.rows.events().get(2).details())
        .containsExactly(Map.entry("connection.candidate_ingestion", "key candidates.view"));
  }

  @Test
  void load_leavesOtherPartnersAlone() {
    registry.register(HOST, Partner.listed("eastwind", "Eastwind").build());

    load(TWO);

    assertThat(registry.find(PartnerId.of("eastwind"))).isPresent();
    assertThat(registry.search("")).hasSize(5);
  }

  @Test
  void load_replacesConnectionsAndContact() {
    load(TWO);
    registry.update(HOST, NORTHWIND, edit -> edit.requires(JOB_BOARD));

    load(
        """
        {"format":1,"partners":[{"id":"northwind","display_name":"Northwind","connections":{}}]}
        """);

    Partner northwind = registry.find(NORTHWIND).orElseThrow();
    assertThat(northwind.connection(JOB_BOARD)).isEmpty();
    assertThat(northwind.connection(CANDIDATE_INGESTION)).isEmpty();
    assertThat(northwind.contact()).isEmpty();
  }

  @Test
  void load_addsAliasesAndKeepsTheFormerNameAsOne() {
    load(TWO);
    registry.update(HOST, NORTHWIND, edit -> edit.alias("Added by hand"));
    String renamed = TWO.replace("\"Northwind\"", "\"Westwind\"").replace("Nord", "West");

    load(renamed);

    assertThat(registry.find(NORTHWIND).orElseThrow().aliases())
        .containsExactlyInAnyOrder("Nord Wind", "Added by hand", "Northwind", "West Wind");
    assertThat(load(renamed).unchanged()).containsExactly(SOUTHWIND, NORTHWIND);
  }

  @Test
  void load_renameToAFormerName_takesItFromTheAliases() {
    load(TWO);

    load(TWO.replace("\"Northwind\"", "\"Nord Wind\"").replace("[\"Nord Wind\"]", "[]"));

    Partner renamed = registry.find(NORTHWIND).orElseThrow();
    assertThat(renamed.displayName()).isEqualTo("Nord Wind");
    assertThat(renamed.aliases()).containsExactly("Northwind");
  }

  @Test
  void load_aliasesThatGrowBeyondTheLimit_areRefusedWithTheirPlace() {
    load(TWO);
    registry.update(
        HOST, NORTHWIND, edit -> IntStream.range(1, 50).forEach(i -> edit.alias("Alias " + i)));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> load(TWO.replace("Nord Wind", "One more")))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(Violation::path)
                    .containsExactly("$.partners[1].aliases"));
  }

  @ParameterizedTest
  @CsvSource({
    "active,    retired, retired",
    "suspended, retired, suspended",
    "retired,   retired, retired",
    "active,    active,  active",
    "suspended, active,  suspended",
    "retired,   active,  retired"
  })
  void load_changesAStatusFromActiveToRetiredAndNoOther(String from, String said, String to) {
    load(TWO);
    if (from.equals("suspended")) {
      registry.suspend(HOST, SOUTHWIND);
    } else if (from.equals("retired")) {
      registry.retire(HOST, SOUTHWIND);
    }
    int commits = fixture.rows.commits();

    CatalogueLoad load =
        load(
            """
            {"format":1,"partners":[
              {"id":"southwind","display_name":"Southwind","status":"%s","connections":{}}]}
            """
                .formatted(said));

    assertThat(registry.find(SOUTHWIND).orElseThrow().status().code()).isEqualTo(to);
    assertThat(load.updated().isEmpty()).isEqualTo(from.equals(to));
    assertThat(fixture.rows.commits() - commits).isEqualTo(from.equals(to) ? 0 : 1);
  }

  @Test
  void load_thatRetires_leavesTheSameEventAsRetire() {
    load(TWO);
    String retiring = TWO.replace("\"Southwind\",", "\"Southwind\",\"status\":\"retired\",");

    load(retiring);

    assertThat(fixture.rows.eventTypes().subList(2, fixture.rows.eventTypes().size()))
        .containsExactly("partner_retired");
  }

  @Test
  void load_thatRetiresAndRenames_leavesAnEventForEach() {
    load(TWO);

    load(TWO.replace("\"Southwind\",", "\"Windsouth\",\"status\":\"retired\","));

    assertThat(fixture.rows.eventTypes().subList(2, fixture.rows.eventTypes().size()))
        .containsExactly("partner_updated", "partner_retired");
  }

  @Test
  void load_ofARetiredPartner_registersItRetired() {
    load(TWO.replace("\"Southwind\",", "\"Southwind\",\"status\":\"retired\","));

    assertThat(registry.find(SOUTHWIND).orElseThrow().status()).isEqualTo(PartnerStatus.RETIRED);
    assertThat(fixture.rows.events().get(0).details()).containsEntry("status", "retired");
  }

  @Test
  void load_deniedToEdit_readsNothing() {
    fixture.denied.add(HostOperation.EDIT_PARTNERS);

    assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> load("no JSON"));
  }

  @Test
  void load_deniedToChangeStatus_mayDoAllButRetire() {
    fixture.denied.add(HostOperation.CHANGE_PARTNER_STATUS);
    load(TWO);
    String retiring = TWO.replace("\"Southwind\",", "\"Southwind\",\"status\":\"retired\",");

    assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> load(retiring));
    assertThat(registry.find(SOUTHWIND).orElseThrow().status()).isEqualTo(PartnerStatus.ACTIVE);
    assertThat(fixture.rows.eventTypes()).endsWith(Events.ACCESS_DENIED);
  }

  @Test
  void load_withOneMistake_loadsNothing() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> load(TWO.replace("candidates.create", "candidates.delete")));

    assertThat(fixture.rows.commits()).isZero();
    assertThat(registry.find(SOUTHWIND)).isEmpty();
  }

  @Test
  void load_ofTheLargestCatalogue_isOneCommit() {
    String partners =
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> "{\"id\":\"p%d\",\"display_name\":\"P%d\",\"connections\":{}}".formatted(i, i))
            .collect(Collectors.joining(",", "{\"format\":1,\"partners\":[", "]}"));

    assertThat(load(partners).registered()).hasSize(10_000);
    assertThat(fixture.rows.commits()).isEqualTo(1);
    assertThat(load(partners).unchanged()).hasSize(10_000);
  }

  @CanIgnoreReturnValue
  private CatalogueLoad load(String document) {
    return registry.load(HOST, json(document));
  }
}
