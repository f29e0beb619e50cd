package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.PartnerRegistryFixture.HOST;
import static io.latchkey.PartnerRegistryFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Races, first with the loser's place forced, then with threads. */
class PartnerRaceTest {

  private static final PartnerId NORTHWIND = PartnerId.of("northwind");
  private static final String CATALOGUE =
      """
      {"format":1,"partners":[
        {"id":"northwind","display_name":"Northwind Sourcing","connections":{}},
        {"id":"southwind","display_name":"Southwind","connections":{}}]}
      """;

  private final PartnerRegistryFixture fixture = new PartnerRegistryFixture();
  private final PartnerEngine registry = fixture.registry;

  @BeforeEach
  void register() {
    registry.register(HOST, Partner.listed("northwind", "Northwind").build());
  }

  @Test
  void update_beatenByAnUpdate_isAppliedToTheNewPartner() {
    List<Partner> seen = new ArrayList<>();
    fixture.rows.beforeNextCommit(
        () -> registry.update(HOST, NORTHWIND, edit -> edit.alias("Winner")));

    Partner updated =
        registry.update(
            HOST,
            NORTHWIND,
            edit -> {
              seen.add(edit.partner());
              edit.alias("Loser");
            });

    assertThat(updated.aliases()).containsExactly("Winner", "Loser");
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    assertThat(fixture.rows.eventTypes())
        .containsExactly("partner_registered", "partner_updated", "partner_updated");
  }

  @Test
  void update_beatenByASuspension_doesNotLiftIt() {
    fixture.rows.beforeNextCommit(() -> registry.suspend(HOST, NORTHWIND));

    Partner updated = registry.update(HOST, NORTHWIND, edit -> edit.displayName("Southwind"));

    assertThat(updated.status()).isEqualTo(PartnerStatus.SUSPENDED);
    assertThat(updated.displayName()).isEqualTo("Southwind");
  }

  @Test
  void suspend_beatenByAnUpdate_suspendsTheNewPartner() {
    fixture.rows.beforeNextCommit(
        () ->
            registry.update(
                HOST, NORTHWIND, edit -> edit.requires(CANDIDATE_INGESTION, JOBS_VIEW)));

    Partner suspended = registry.suspend(HOST, NORTHWIND);

    assertThat(suspended.status()).isEqualTo(PartnerStatus.SUSPENDED);
    assertThat(suspended.connection(CANDIDATE_INGESTION)).isPresent();
  }

  @Test
  void suspend_beatenByASuspension_findsItsWorkDone() {
    fixture.rows.beforeNextCommit(() -> registry.suspend(HOST, NORTHWIND));

    assertThat(registry.suspend(HOST, NORTHWIND).status()).isEqualTo(PartnerStatus.SUSPENDED);
    assertThat(fixture.rows.eventTypes())
        .containsExactly("partner_registered", "partner_suspended");
  }

  @Test
  void retire_beatenByASuspension_isRefused() {
    fixture.rows.beforeNextCommit(() -> registry.suspend(HOST, NORTHWIND));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> registry.retire(HOST, NORTHWIND))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.PARTNER_SUSPENDED));
  }

  @Test
  void register_beatenByARegistration_isRefused() {
    Partner mine = Partner.listed("southwind", "Mine").build();
    Partner theirs = Partner.listed("southwind", "Theirs").build();
    fixture.rows.beforeNextCommit(() -> registry.register(HOST, theirs));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> registry.register(HOST, mine))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.PARTNER_EXISTS));
    assertThat(registry.find(mine.id())).contains(theirs);
  }

  @Test
  void load_beatenByTheSameLoad_findsItsWorkDone() {
    fixture.rows.beforeNextCommit(() -> registry.load(HOST, json(CATALOGUE)));

    CatalogueLoad load = registry.load(HOST, json(CATALOGUE));

    assertThat(load.unchanged()).hasSize(2);
    assertThat(fixture.rows.eventTypes())
        .containsExactly("partner_registered", "partner_updated", "partner_registered");
  }

  @Test
  void load_beatenByASuspension_doesNotLiftIt() {
    fixture.rows.beforeNextCommit(() -> registry.suspend(HOST, NORTHWIND));

    assertThat(registry.load(HOST, json(CATALOGUE)).updated()).containsExactly(NORTHWIND);
    assertThat(registry.find(NORTHWIND).orElseThrow().status()).isEqualTo(PartnerStatus.SUSPENDED);
  }

  @Test
  void updates_ofManyThreads_allSurvive() throws Exception {
    List<Callable<Partner>> updates = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String alias = "Alias " + i;
      updates.add(() -> registry.update(HOST, NORTHWIND, edit -> edit.alias(alias)));
    }
    atOnce(updates);

    assertThat(registry.find(NORTHWIND).orElseThrow().aliases()).hasSize(40);
    assertThat(fixture.rows.findPartner("northwind").orElseThrow().record().version())
        .isEqualTo(41);
    assertThat(registry.search("alias 39")).hasSize(3);
  }

  @Test
  void suspensionsAndUpdates_ofManyThreads_behaveAsOneAfterTheOther() throws Exception {
    List<Callable<Partner>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String alias = "Alias " + i;
      calls.add(() -> registry.update(HOST, NORTHWIND, edit -> edit.alias(alias)));
      calls.add(() -> registry.suspend(HOST, NORTHWIND));
    }
    atOnce(calls);

    Partner partner = registry.find(NORTHWIND).orElseThrow();
    assertThat(partner.status()).isEqualTo(PartnerStatus.SUSPENDED);
    assertThat(partner.aliases()).hasSize(20);
    assertThat(fixture.rows.eventTypes()).containsOnlyOnce("partner_suspended");
  }

  @Test
  void registrations_ofManyThreads_haveOneWinner() throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Partner partner = Partner.listed("southwind", "Southwind " + i).build();
      calls.add(() -> isRegistered(partner));
    }

    assertThat(atOnce(calls)).containsOnlyOnce(true);
  }

  private boolean isRegistered(Partner partner) {
    try {
      return registry.register(HOST, partner).equals(partner);
    } catch (RefusedException e) {
      assertThat(e.reason()).isEqualTo(RefusalReason.PARTNER_EXISTS);
      return false;
    }
  }

  @Test
  void searches_whileOthersChange_neverSeeLessThanWhatWasDoneBefore() throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      String name = "Thread " + thread;
      calls.add(() -> renameAndSearch(PartnerId.of("p" + name.charAt(7)), name));
    }

    assertThat(atOnce(calls)).containsOnly(0);
  }

  private int renameAndSearch(PartnerId id, String name) {
    registry.register(HOST, Partner.listed(id.value(), name).build());
    int missed = 0;
    for (int i = 0; i < 40; i++) {
      String newName = name + " take " + i;
      registry.update(HOST, id, edit -> edit.displayName(newName).aliases(List.of()));
      missed += registry.search(newName).get(0).displayName().equals(newName) ? 0 : 1;
    }
    return missed;
  }

  @Test
  void rows_areNeverWrittenTwiceAtOneVersion() {
    registry.suspend(HOST, NORTHWIND);
    registry.resume(HOST, NORTHWIND);

    StoredPartner row = fixture.rows.findPartner("northwind").orElseThrow();
    assertThat(row.record().version()).isEqualTo(3);
  }

  @CanIgnoreReturnValue
  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(calls.size());
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> call : calls) {
        futures.add(
            threads.submit(
                () -> {
                  barrier.await(10, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
