package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.PartnerRegistryFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PartnerCatalogueTest {

  private static final PartnerId NORTHWIND = PartnerId.of("northwind");

  private final PartnerRegistryFixture fixture = new PartnerRegistryFixture();
  private final PartnerEngine registry = fixture.registry;

  @Test
  void search_whileNothingChanges_readsNothing() {
    registry.register(HOST, Partner.listed("northwind", "Northwind").build());

    for (int i = 0; i < 10; i++) {
      assertThat(registry.search("north")).hasSize(3);
    }

    assertThat(fixture.rows.listings()).isEqualTo(1);
  }

  @Test
  void search_afterAChange_readsOnce() {
    registry.register(HOST, Partner.listed("northwind", "Northwind").build());
    assertThat(registry.search("north")).hasSize(3);
    registry.register(HOST, Partner.listed("northgate", "Northgate").build());

    assertThat(registry.search("north")).hasSize(4);
    assertThat(registry.search("north")).hasSize(4);
    assertThat(fixture.rows.listings()).isEqualTo(2);
  }

  @Test
  void search_afterAChangeByAnotherNode_seesItOnceTheIndexDoes() {
    assertThat(registry.search("north")).hasSize(2);
    fixture.rows.put(row("northwind", "Northwind", 1));
    assertThat(registry.search("north")).hasSize(2);

    fixture.changes.incrementAndGet();

    assertThat(registry.search("north")).hasSize(3);
  }

  @Test
  void search_afterARestoreToTheSameVersion_seesWhatTheRowHolds() {
    registry.register(HOST, Partner.listed("northwind", "Northwind").build());
    assertThat(registry.search("wind").get(0).displayName()).isEqualTo("Northwind");

    fixture.rows.put(row("northwind", "Restored wind", 1));
    fixture.changes.incrementAndGet();

    assertThat(registry.search("wind").get(0).displayName()).isEqualTo("Restored wind");
  }

  @Test
  void search_withPartnersThatCantBeRead_findsTheOthers() {
    registry.register(HOST, Partner.listed("northwind", "Northwind").build());
    fixture.rows.put(new StoredPartner(new PartnerRecord("damaged", "active", 1), "{}"));
    fixture.rows.put(
        new StoredPartner(
            new PartnerRecord("newer", "paused", 1), row("newer", "North newer", 1).document()));

    assertThat(registry.search("north"))
        .extracting(Partner::id)
        .containsExactly(NORTHWIND, Partner.UNLISTED_VENDOR.id(), Partner.CUSTOM.id());
  }

  /** The number is read before the rows: what changes in between must not be taken for seen. */
  @Test
  void change_whileTheRowsAreRead_isSeenByTheNextSearch() {
    AtomicLong changes = new AtomicLong();
    List<StoredPartner> rows = new ArrayList<>();
    PartnerCatalogue catalogue =
        new PartnerCatalogue(
            () -> {
              List<StoredPartner> read = List.copyOf(rows);
              if (rows.isEmpty()) {
                rows.add(row("northwind", "Northwind", 1));
                changes.incrementAndGet();
              }
              return read;
            },
            documents(),
            changes::get);

    assertThat(catalogue.search().find(PartnerQuery.text(""))).hasSize(2);
    assertThat(catalogue.search().find(PartnerQuery.text(""))).hasSize(3);
  }

  @Test
  void failure_whileTheRowsAreRead_isTriedAgainByTheNextSearch() {
    AtomicInteger reads = new AtomicInteger();
    PartnerCatalogue catalogue =
        new PartnerCatalogue(
            () -> {
              if (reads.getAndIncrement() == 0) {
                throw PartnerRows.unavailable();
              }
              return List.of(row("northwind", "Northwind", 1));
            },
            documents(),
            () -> 0);

    assertThatExceptionOfType(RuntimeException.class).isThrownBy(catalogue::search);
    assertThat(catalogue.search().find(PartnerQuery.text(""))).hasSize(3);
  }

  private static PartnerDocuments documents() {
    return new PartnerDocuments(new ApiTypes(List.of(CANDIDATE_INGESTION)));
  }

  private static StoredPartner row(String id, String name, long version) {
    return new StoredPartner(
        new PartnerRecord(id, "active", version),
        documents().insert(Partner.listed(id, name).build()).document());
  }
}
