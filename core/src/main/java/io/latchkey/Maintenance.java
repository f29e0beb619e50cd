package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what time has done: keys that were abandoned, replaced or expired are recorded as
 * such, for lists and events only. No verdict waits for it. Also trims what nobody needs.
 */
final class Maintenance {

  private static final int BATCH = 200;

  /**
   * A reader that fell further behind loads again, which costs less than reading so many changes.
   */
  private static final long FEED_KEPT = 100_000;

  private final Engine engine;

  Maintenance(Engine engine) {
    this.engine = engine;
  }

  void run(long feedNumber) {
    Instant now = engine.clock().now();
    recordEndings(now);
    Trim trim = new Trim(Math.max(0, feedNumber - FEED_KEPT), now, 10_000);
    while (engine.transactions().read(() -> engine.store().trim(trim)) == trim.limit()) {
      // More may go than one step removes.
    }
  }

  /** Walks through all that is due: what can't be recorded stays due and must not be met again. */
  private void recordEndings(Instant now) {
    KeyCriteria.Builder criteria = KeyCriteria.builder(BATCH).dueAt(now);
    List<StoredKey> due = list(criteria);
    recordByAccount(due);
    while (due.size() == BATCH) {
      StoredKey last = due.get(BATCH - 1);
      due =
          list(
              criteria.after(
                  new KeyCriteria.Position(last.details().createdAt(), last.record().keyId())));
      recordByAccount(due);
    }
  }

  private List<StoredKey> list(KeyCriteria.Builder criteria) {
    KeyCriteria next = criteria.build();
    return engine.transactions().read(() -> engine.store().listKeys(next));
  }

  private void recordByAccount(List<StoredKey> due) {
    Map<String, List<StoredKey>> byAccount = new LinkedHashMap<>();
    for (StoredKey key : due) {
      byAccount.computeIfAbsent(key.record().accountId(), account -> new ArrayList<>()).add(key);
    }
    byAccount.values().forEach(this::record);
  }

  private void record(List<StoredKey> due) {
    engine.transactions().run("record_endings", now -> plan(due, now));
  }

  /** Reads each key again: another node may have been quicker, which is just as well. */
  private Plan<Boolean> plan(List<StoredKey> due, Instant now) {
    String account = due.get(0).record().accountId();
    AccountState state = AccountState.read(engine.store(), account);
    if (state.erased()) {
      return Plan.unchanged(false);
    }
    Commit.Builder commit = Commit.builder(account).guardAccount(state.guard());
    boolean any = false;
    for (StoredKey seen : due) {
      StoredKey key = KeyAccess.whole(engine, account, seen.record().keyId()).orElse(null);
      if (key != null
          && KeyRows.due(key, now)
          && KeyState.ofCode(key.record().stateAt(now)).isPresent()) {
        StoredKey ended = Endings.recorded(key, now);
        commit.updateKey(ended).event(Endings.recordedEvent(ended, now));
        any = true;
      }
    }
    return any ? Plan.commit(commit.build(), () -> true) : Plan.unchanged(false);
  }
}
