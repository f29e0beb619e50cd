package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one chain as they were last read. A row that the feed brings takes the place of what
 * was read of it before, so a chain that is written to all the time need not be listed again from
 * the beginning. Not thread-safe.
 */
final class FollowedRows {

  private static final int PAGE = 1_000;

  private final KeyStore store;
  private final String chain;
  private final Map<String, Row> rows = new HashMap<>();

  /** Before the first row was read. */
  private FeedPosition reached;

  /** Begins to follow where the feed stands now; to be made before the first row is read. */
  FollowedRows(KeyStore store, String chain) {
    this.store = store;
    this.chain = chain;
    reached = store.changes(0, 1).position();
  }

  private static final class Row {

    private final byte[] element;
    private final boolean intact;

    private Row(byte[] element, boolean intact) {
      this.element = element;
      this.intact = intact;
    }
  }

  String chain() {
    return chain;
  }

  /** Takes a row as it was read; null for the element of one that is not counted. */
  void read(RowKind kind, String id, byte @Nullable [] element, boolean intact) {
    if (element == null) {
      removed(kind, id);
    } else {
      rows.put(name(kind, id), new Row(element, intact));
    }
  }

  private void removed(RowKind kind, String id) {
    rows.remove(name(kind, id));
  }

  private static String name(RowKind kind, String id) {
    return kind.word() + " " + id;
  }

  /** Adds up the rows as they are. */
  ChainTally tally() {
    ChainTally tally = new ChainTally();
    for (Row row : rows.values()) {
      if (row.intact) {
        tally.count(row.element);
      } else {
        tally.doubt(row.element);
      }
    }
    return tally;
  }

  /**
   * Reads whatever was committed before this was called.
   *
   * @param looking looks at each row that comes, and gives it back by {@link #read}
   * @return false if the feed does not say what happened, so that the rows must be listed again
   */
  boolean catchUp(SealedLoad looking) {
    FeedPage page = store.changes(reached.number(), PAGE);
    long target = page.position().number();
    while (continues(page)) {
      for (FeedChange change : page.changes()) {
        apply(change, looking);
        reached = new FeedPosition(reached.epoch(), change.number());
      }
      if (reached.number() >= target) {
        return true;
      }
      if (page.changes().isEmpty()) {
        return false;
      }
      page = store.changes(reached.number(), PAGE);
    }
    return false;
  }

  private boolean continues(FeedPage page) {
    return page.position().epoch().equals(reached.epoch())
        && page.position().number() >= reached.number()
        && page.lowWater() <= reached.number();
  }

  private void apply(FeedChange change, SealedLoad looking) {
    boolean hosts = chain.equals(AuditChain.HOST);
    if (change instanceof FeedChange.KeyChanged changed) {
      if (changed.key().accountId().equals(chain)) {
        looking.admits(changed.key());
      } else {
        removed(RowKind.KEY, changed.key().keyId());
      }
    } else if (change instanceof FeedChange.KeyRemoved removed) {
      removed(RowKind.KEY, removed.keyId());
    } else if (change instanceof FeedChange.PartnerChanged changed && hosts) {
      looking.admits(changed.partner());
    } else if (change instanceof FeedChange.AccountChanged changed
        && (hosts || changed.account().id().equals(chain))) {
      looking.admits(changed.account());
    }
  }
}
