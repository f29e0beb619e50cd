package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All keys of a store, as verifications need them. Thread-safe: readers take no lock, writers take
 * turns.
 *
 * <p>Records may come in any order, from the feed, a reload and the operations of this process: the
 * version decides, so that what was read before a change never hides it. What has ended stays
 * ended: a key that any record said has ended, or that a verification found to be over its end,
 * never verifies again, whatever record comes later.
 */
final class VerificationIndex implements KeyIndex {

  private static final Logger log = LoggerFactory.getLogger(VerificationIndex.class);

  /** Far beyond any sensible bound, and far from any overflow. */
  private static final Duration LONGEST_STALENESS = Duration.ofDays(36_500);

  private final Object lock = new Object();
  private final OwnerNodes owners = new OwnerNodes();
  private final SlotTable table = new SlotTable();
  private final RecordReader reader;
  private final long maxStaleMillis;
  private final long maxStaleNanos;

  /** The number of reloads begun. */
  private int generation;

  private int size;
  private boolean closed;
  private volatile @Nullable Freshness freshness;

  VerificationIndex(VerifierSettings settings) {
    reader = new RecordReader(settings, owners);
    Duration bound = settings.maxStaleness();
    Duration usable = bound.compareTo(LONGEST_STALENESS) < 0 ? bound : LONGEST_STALENESS;
    maxStaleMillis = usable.toMillis();
    maxStaleNanos = usable.toNanos();
  }

  @Override
  public @Nullable Freshness freshness() {
    return freshness;
  }

  @Override
  public @Nullable IndexSlot find(long idHigh, long idLow) {
    return table.find(idHigh, idLow);
  }

  /** The version held of a key: 0 if none ever was, higher than any if the key was removed. */
  long versionOf(KeyId keyId) {
    IndexSlot.Place place = IndexSlot.Place.of(keyId, 0, 0);
    IndexSlot slot = table.find(place.idHigh(), place.idLow());
    return slot == null ? 0 : slot.version();
  }

  /** Why the index can't be asked at a given moment, by both clocks; null if it can. */
  @Nullable RejectionReason unavailableAt(long nowMillis, long nowNanos) {
    Freshness asOf = freshness;
    if (asOf == null) {
      return RejectionReason.NOT_READY;
    }
    return asOf.holdsAt(nowMillis, nowNanos) ? null : RejectionReason.STALE;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The key's entry may be replaced at this very moment. The fences here and in {@link
   * #handOver} see to it that by the time this returns, or the replacement is done, the new entry
   * knows of the end: no verification that begins after the answer "ended" is accepted.
   */
  @Override
  public void ended(IndexEntry entry, RejectionReason end) {
    entry.endIf(end);
    VarHandle.fullFence();
    IndexSlot now = table.find(entry.idHigh(), entry.idLow());
    if (now != null) {
      now.endIf(end);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A use noted in an entry just after it was replaced is lost, as one in a crash is.
   */
  @Override
  public void used(IndexEntry entry, int minute) {
    entry.used(minute);
    table.mark(entry.idHigh(), entry.idLow());
  }

  /** Takes a key over, unless the version held is as new. */
  void apply(KeyRecord key) {
    synchronized (lock) {
      take(key, new Takeover(generation, false));
    }
  }

  /** Takes a partner over, unless the version held is as new. */
  void apply(PartnerRecord partner) {
    synchronized (lock) {
      take(partner, new Takeover(generation, false));
    }
  }

  /** Takes an account over, unless the version held is as new. */
  void apply(AccountRecord account) {
    synchronized (lock) {
      take(account, new Takeover(generation, false));
    }
  }

  /** Refuses a key whose row is not as the library wrote it, whatever version it claims. */
  void refuse(KeyRecord key) {
    synchronized (lock) {
      refuse(key, new Takeover(generation, false));
    }
  }

  /** Refuses all keys of a partner whose row is not as the library wrote it. */
  void refuse(PartnerRecord partner) {
    synchronized (lock) {
      owners.refuse(partner, new Takeover(generation, false));
    }
  }

  /** Refuses all keys of an account whose row is not as the library wrote it. */
  void refuse(AccountRecord account) {
    synchronized (lock) {
      owners.refuse(account, new Takeover(generation, false));
    }
  }

  /** Refuses what depends on a chain while the rows that belong to it don't fit its seal. */
  void chainBroken(String chain, boolean broken) {
    synchronized (lock) {
      owners.chainBroken(chain, broken);
    }
  }

  /** The version held of a partner's row, 0 for none. */
  long versionOfPartner(String partnerId) {
    synchronized (lock) {
      return owners.versionOfPartner(partnerId);
    }
  }

  /** The versions held of all partners' rows, by id; the caller's own copy. */
  Map<String, Long> versionsOfPartners() {
    synchronized (lock) {
      return owners.versionsOfPartners();
    }
  }

  /** The version held of an account's row, 0 for none. */
  long versionOfAccount(String accountId) {
    synchronized (lock) {
      return owners.versionOfAccount(accountId);
    }
  }

  /** Removes a key for good: an old record of it that still turns up is ignored. */
  void remove(String keyId) {
    Optional<KeyId> id = KeyId.parse(keyId);
    if (id.isEmpty()) {
      return;
    }
    synchronized (lock) {
      RemovedKey removed = new RemovedKey(id.get(), generation);
      IndexSlot held = table.find(removed.idHigh(), removed.idLow());
      if (held != null && !(held instanceof RemovedKey)) {
        size--;
      }
      table.put(removed);
    }
  }

  /**
   * Begins to take over everything that a store holds.
   *
   * @param restored whether the store went back in time, so that lower versions count too
   */
  Reload reload(boolean restored) {
    synchronized (lock) {
      generation++;
      reader.forget();
      return new Reload(this, new Takeover(generation, restored));
    }
  }

  /** Says that every change committed before a moment, by both clocks, has been applied. */
  void freshAsOf(long wallMillis, long nanos) {
    synchronized (lock) {
      Freshness held = freshness;
      if (!closed && (held == null || nanos - held.nanos() > 0)) {
        freshness = new Freshness(wallMillis, nanos, maxStaleMillis, maxStaleNanos);
      }
    }
  }

  /** From now on the index can't be asked. */
  void close() {
    synchronized (lock) {
      closed = true;
      freshness = null;
    }
  }

  /** The number of keys held. */
  int size() {
    synchronized (lock) {
      return size;
    }
  }

  /**
   * Takes out the entries with a use that the store does not know of. What could not be told to the
   * store after all is {@linkplain #keepForFlush given back}.
   */
  List<IndexEntry> takeUnflushed() {
    List<IndexEntry> used = new ArrayList<>();
    table.takeMarked(slot -> addUnflushed(slot, used));
    return used;
  }

  /** Has an entry taken out again the next time. */
  void keepForFlush(IndexEntry entry) {
    table.mark(entry.idHigh(), entry.idLow());
  }

  /** The number of entries with a use that the store does not know of. */
  int unflushedUses() {
    List<IndexEntry> used = new ArrayList<>();
    table.forEachMarked(slot -> addUnflushed(slot, used));
    return used.size();
  }

  private static void addUnflushed(IndexSlot slot, List<IndexEntry> used) {
    if (slot instanceof IndexEntry entry && entry.hasUnflushedUse()) {
      used.add(entry);
    }
  }

  /**
   * Visits the entries of all keys that texts can be compared with. What changes meanwhile may be
   * shown as it was when this began.
   */
  void forEachEntry(Consumer<IndexEntry> visitor) {
    table.forEach(
        slot -> {
          if (slot instanceof IndexEntry entry) {
            visitor.accept(entry);
          }
        });
  }

  void take(KeyRecord key, Takeover takeover) {
    Optional<KeyId> id = KeyId.parse(key.keyId());
    if (id.isEmpty()) {
      log.warn("key {}: no id of a key, ignored", Texts.printable(key.keyId()));
      return;
    }
    synchronized (lock) {
      take(key, IndexSlot.Place.of(id.get(), key.version(), takeover.generation()), takeover);
    }
  }

  void take(PartnerRecord partner, Takeover takeover) {
    synchronized (lock) {
      owners.apply(partner, takeover);
    }
  }

  void take(AccountRecord account, Takeover takeover) {
    synchronized (lock) {
      owners.apply(account, takeover);
    }
  }

  void refuse(KeyRecord key, Takeover takeover) {
    Optional<KeyId> id = KeyId.parse(key.keyId());
    if (id.isEmpty()) {
      return;
    }
    synchronized (lock) {
      IndexSlot.Place anywhere = IndexSlot.Place.of(id.get(), 0, takeover.generation());
      IndexSlot held = table.find(anywhere.idHigh(), anywhere.idLow());
      if (held instanceof RemovedKey) {
        return;
      }
      long version = held == null ? 0 : held.version();
      IndexSlot broken =
          new UnreadableKey(
              IndexSlot.Place.of(id.get(), version, takeover.generation()),
              RejectionReason.SEAL_BROKEN);
      table.put(broken);
      if (held == null) {
        size++;
      } else {
        handOver(held, broken);
      }
    }
  }

  void refuse(PartnerRecord partner, Takeover takeover) {
    synchronized (lock) {
      owners.refuse(partner, takeover);
    }
  }

  void refuse(AccountRecord account, Takeover takeover) {
    synchronized (lock) {
      owners.refuse(account, takeover);
    }
  }

  /** Removes what a reload has not shown. */
  void finish(Takeover takeover) {
    synchronized (lock) {
      owners.forgetUnseen(takeover);
      table.replaceAll(slot -> afterReload(slot, takeover));
    }
  }

  private @Nullable IndexSlot afterReload(IndexSlot slot, Takeover takeover) {
    if (slot instanceof RemovedKey || slot.shownIn() >= takeover.generation()) {
      return slot;
    }
    size--;
    // A later restore, from a later backup, may bring back a key that this one lost; one that had
    // ended must not return.
    boolean mayReturn = takeover.restored() && endSeen(slot, takeover) == null;
    return mayReturn ? null : new RemovedKey(slot, generation);
  }

  private void take(KeyRecord key, IndexSlot.Place place, Takeover takeover) {
    IndexSlot held = table.find(place.idHigh(), place.idLow());
    if (held == null) {
      table.put(reader.read(key, place));
      size++;
    } else if (!(held instanceof RemovedKey)) {
      held.shown(takeover.generation());
      replace(held, key, place, takeover);
    }
  }

  private void replace(IndexSlot held, KeyRecord key, IndexSlot.Place place, Takeover takeover) {
    boolean putRight =
        held instanceof UnreadableKey unreadable
            && unreadable.sealBroken()
            && key.version() >= held.version();
    if (!putRight && !takeover.takes(key.version(), held.version(), held.setIn())) {
      // No record of an ended key is older than one of the same key alive, unless a store went back
      // in time.
      held.endIf(KeyLife.of(key).recordedEnd());
      return;
    }
    IndexSlot fresh = reader.read(key, place);
    fresh.endIf(endSeen(held, takeover));
    table.put(fresh);
    handOver(held, fresh);
    // Its mark may have been taken away before the use was handed over.
    table.mark(fresh.idHigh(), fresh.idLow());
  }

  /** Why a key has ended, as far as this index has seen. */
  private @Nullable RejectionReason endSeen(IndexSlot slot, Takeover takeover) {
    Freshness asOf = freshness;
    if (slot.ended() == null
        && takeover.restored()
        && asOf != null
        && slot instanceof IndexEntry entry) {
      return entry.endBy(asOf.wallMillis());
    }
    return slot.ended();
  }

  /**
   * Gives on what verifications noted in an entry while it was being replaced; see {@link #ended}.
   */
  static void handOver(IndexSlot from, IndexSlot to) {
    VarHandle.fullFence();
    to.endIf(from.ended());
    if (from instanceof IndexEntry before && to instanceof IndexEntry after) {
      after.takeUsesOf(before);
    }
  }
}
