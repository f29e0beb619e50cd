package io.latchkey;

import io.latchkey.spi.KeySource;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StagedKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks whether rows that are refused are still there: nothing announces that somebody removed
 * them. Keys are left to the feed and to loads. Stateless.
 */
final class BrokenRows {

  /** So that many of them don't make a burden of the looking. */
  private static final int MAX_LOOKS = 1_000;

  private static final int BATCH = 100;

  private final KeyStore store;
  private final RowSealer rows;
  private final SealWatch watch;

  BrokenRows(KeyStore store, RowSealer rows, SealWatch watch) {
    this.store = store;
    this.rows = rows;
    this.watch = watch;
  }

  void lookAgain() {
    List<SealWatch.BrokenRow> broken = watch.brokenRows();
    if (broken.stream().anyMatch(row -> row.kind() == RowKind.STAGED_KEY)) {
      Set<String> present = staged();
      broken.stream()
          .filter(row -> row.kind() == RowKind.STAGED_KEY && !present.contains(row.id()))
          .forEach(row -> watch.forget(row.kind(), row.id()));
    }
    broken.stream()
        .filter(row -> row.kind() == RowKind.PARTNER || row.kind() == RowKind.ACCOUNT)
        .limit(MAX_LOOKS)
        .forEach(this::lookAgain);
  }

  private Set<String> staged() {
    Set<String> present = new HashSet<>();
    if (!store.capabilities().contains(KeySource.Capability.STAGES)) {
      return present;
    }
    List<StagedKey> page = store.staged("", BATCH);
    while (!page.isEmpty()) {
      page.forEach(staged -> present.add(staged.key().record().keyId()));
      page = store.staged(page.get(page.size() - 1).key().record().keyId(), BATCH);
    }
    return present;
  }

  private void lookAgain(SealWatch.BrokenRow row) {
    boolean right =
        row.kind() == RowKind.PARTNER
            ? store
                .findPartner(row.id())
                .map(partner -> watch.accepts(rows.check(partner)))
                .orElse(true)
            : store
                .findAccount(row.id())
                .map(account -> watch.accepts(rows.check(account)))
                .orElse(true);
    if (right) {
      // What verdicts go by still is what was refused; a load takes what is there.
      watch.forget(row.kind(), row.id());
      watch.stale();
    }
  }
}
