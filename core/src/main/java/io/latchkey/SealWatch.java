package io.latchkey;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows what is wrong with the seals of a store, and says so. Thread-safe. */
final class SealWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SealWatch.class);

  /** Beyond this rows are refused as well, and no longer remembered, counted or told of. */
  static final int MAX_REMEMBERED = 10_000;

  private final SealMode mode;
  private final LatchkeyMetrics metrics;
  private final Set<BrokenRow> rows = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean further = new AtomicBoolean();
  private final Map<String, String> chains = new ConcurrentHashMap<>();
  private final Set<String> suspects = ConcurrentHashMap.newKeySet();

  /** Of chains, the keys that came by the feed since they were last looked at. */
  private final Map<String, Set<String>> newcomers = new ConcurrentHashMap<>();

  /** Whether this node may hold rows that are not in the store. */
  private final AtomicBoolean stale = new AtomicBoolean();

  /** Whether the host's chain had a seal when it was last looked for. */
  private volatile boolean hostSealed;

  /** Whether this process ever saw a seal of the host's chain, which then is not begun anew. */
  private volatile boolean sawHostSeal;

  private final AtomicInteger anchorFailures = new AtomicInteger();

  SealWatch(SealMode mode, LatchkeyMetrics metrics) {
    this.mode = mode;
    this.metrics = metrics;
  }

  boolean migrating() {
    return mode == SealMode.MIGRATING;
  }

  /** Tells whether a row may be used, and says so loudly if not. */
  boolean admits(SealFinding finding, RowKind kind, String id) {
    if (accepts(finding)) {
      // Nearly always empty, and a load comes here for every row.
      if (!rows.isEmpty()) {
        rows.remove(new BrokenRow(kind, id));
      }
      return true;
    }
    broken(new BrokenRow(kind, id), finding);
    return false;
  }

  private void broken(BrokenRow row, SealFinding finding) {
    if (rows.contains(row)) {
      return;
    }
    if (rows.size() >= MAX_REMEMBERED) {
      if (!further.getAndSet(true)) {
        LOG.error("SEAL_BROKEN: more than {} rows. All are refused.", MAX_REMEMBERED);
      }
    } else if (rows.add(row)) {
      metrics.sealBroken(row.kind.word(), row.id);
      LOG.error(
          "SEAL_BROKEN: {} {}: {}. It is refused.", row.kind.word(), printed(row.id), why(finding));
    }
  }

  /** A row that is refused. */
  record BrokenRow(RowKind kind, String id) {}

  boolean accepts(SealFinding finding) {
    return finding == SealFinding.INTACT || (finding == SealFinding.UNSEALED && migrating());
  }

  static String why(SealFinding finding) {
    return switch (finding) {
      case INTACT -> "the row is as it was written";
      case UNSEALED -> "the row has no seal";
      case BROKEN -> "the row was changed by somebody else than the library";
      case KEY_MISSING -> "the row needs a seal key that is not in the ring";
    };
  }

  void forget(RowKind kind, String id) {
    rows.remove(new BrokenRow(kind, id));
  }

  /** A load looks at every row anew. */
  void forgetRows() {
    rows.clear();
    further.set(false);
  }

  /** The rows that belong to a chain are not those that its seal counts. */
  void broken(String chain, String why) {
    if (chains.put(chain, why) != null) {
      return;
    }
    metrics.sealBroken("chain", chain);
    if (migrating()) {
      LOG.warn("the seal of chain {} {}. Nothing is refused while migrating.", printed(chain), why);
    } else {
      LOG.error(
          "SEAL_BROKEN: the seal of chain {} {}. Every key that depends on it is refused.",
          printed(chain),
          why);
    }
  }

  void mended(String chain) {
    if (chains.remove(chain) != null) {
      LOG.info("the seal of chain {} fits its rows again", printed(chain));
    }
  }

  /** Tells whether what belongs to a chain is refused. */
  boolean isBroken(String chain) {
    return !migrating() && chains.containsKey(chain);
  }

  /** The chains that did not fit when they were last looked at. */
  List<String> brokenChains() {
    return List.copyOf(chains.keySet());
  }

  /** The rows that were wrong when they were last looked at. */
  List<BrokenRow> brokenRows() {
    return List.copyOf(rows);
  }

  /** A load showed rows without a seal, which are accepted while migrating. */
  void unsealed(int count) {
    LOG.warn("{} rows have no seal and are accepted: reseal them, then require seals", count);
  }

  void hostSealed(boolean sealed) {
    hostSealed = sealed;
    if (sealed) {
      sawHostSeal = true;
    }
  }

  boolean sawHostSeal() {
    return sawHostSeal;
  }

  boolean hostSealed() {
    return hostSealed;
  }

  /** A chain got a row from outside and is to be looked at in a while. */
  void suspect(String chain) {
    suspects.add(chain);
  }

  /** A key came by the feed that this node did not know. */
  void appeared(String chain, String keyId) {
    // In one step, so that no id is added to a set that was just taken.
    newcomers.compute(
        chain,
        (name, ids) -> {
          Set<String> known = ids == null ? new HashSet<>() : ids;
          known.add(keyId);
          return known;
        });
    suspects.add(chain);
  }

  Set<String> takeNewcomers(String chain) {
    Set<String> taken = newcomers.remove(chain);
    return taken == null ? Set.of() : taken;
  }

  /** Rows were right when they were looked at, and this node may hold others: load all anew. */
  void stale() {
    stale.set(true);
  }

  boolean isStale() {
    return stale.get();
  }

  boolean takeStale() {
    return stale.getAndSet(false);
  }

  /** The chains to look at again, those suspected for the last time. */
  Set<String> takeSuspects() {
    Set<String> taken = Set.copyOf(suspects);
    suspects.removeAll(taken);
    return taken;
  }

  void anchorFailed() {
    anchorFailures.incrementAndGet();
    metrics.sealBroken("anchor", "");
  }

  /** How many rows and chains are wrong, as far as this process has seen. */
  int faults() {
    return rows.size() + chains.size() + anchorFailures.get();
  }

  private static String printed(String id) {
    return Texts.printable(id);
  }
}
