package io.latchkey;

import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue as searches see it: read again only after the number of partner changes has risen,
 * and then only the rows that are new are parsed. Thread-safe.
 */
final class PartnerCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(PartnerCatalogue.class);

  private final Supplier<List<StoredPartner>> rows;
  private final PartnerDocuments documents;
  private final LongSupplier changes;
  private final Object lock = new Object();
  private volatile @Nullable Snapshot latest;

  PartnerCatalogue(
      Supplier<List<StoredPartner>> rows, PartnerDocuments documents, LongSupplier changes) {
    this.rows = rows;
    this.documents = documents;
    this.changes = changes;
  }

  PartnerSearch search() {
    Snapshot snapshot = latest;
    if (snapshot == null || snapshot.number() != changes.getAsLong()) {
      snapshot = refreshed();
    }
    return snapshot.search();
  }

  private Snapshot refreshed() {
    synchronized (lock) {
      // Read before the rows: a change in between is then seen twice rather than never.
      long number = changes.getAsLong();
      Snapshot snapshot = latest;
      if (snapshot == null || snapshot.number() != number) {
        snapshot = read(number, snapshot == null ? Map.of() : snapshot.parsed());
        latest = snapshot;
      }
      return snapshot;
    }
  }

  /**
   * A row is known only if all of it is the same: after a restore the same version may hold
   * something else.
   */
  private Snapshot read(long number, Map<StoredPartner, Parsed> known) {
    Map<StoredPartner, Parsed> parsed = new HashMap<>();
    List<PartnerNames> partners = new ArrayList<>();
    for (StoredPartner row : rows.get()) {
      Parsed partner = known.get(row);
      if (partner == null) {
        partner = parse(row);
      }
      parsed.put(row, partner);
      partner.addTo(partners);
    }
    return new Snapshot(number, parsed, new PartnerSearch(partners));
  }

  private Parsed parse(StoredPartner row) {
    try {
      return new Parsed(PartnerNames.of(documents.read(row)));
    } catch (UnreadableRecordException e) {
      LOG.warn("searches leave out a partner: {}", e.getMessage());
      return new Parsed(null);
    }
  }

  private record Parsed(@Nullable PartnerNames partner) {

    void addTo(List<PartnerNames> partners) {
      if (partner != null) {
        partners.add(partner);
      }
    }
  }

  private record Snapshot(long number, Map<StoredPartner, Parsed> parsed, PartnerSearch search) {}
}
