package io.latchkey.sabotage;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Stores that break one of the rules A1 to A4, L1 to L4 or U1. */
final class ReadingSabotages {

  private ReadingSabotages() {}

  /** Breaks A4: works the seal out before it takes the lock. */
  static final class UpdatesSealApart extends ReferenceStore {
    @Override
    public CommitResult commit(Commit commit) {
      Optional<String> next =
          commit.sealUpdate().map(update -> update.next(chainSeal(commit.chain()).orElse(null)));
      next.ifPresent(seal -> Windows.open());
      synchronized (lock) {
        CommitResult result = super.commit(commit);
        if (result.status() == CommitResult.Status.COMMITTED) {
          next.ifPresent(seal -> seals.put(commit.chain(), seal));
        }
        return result;
      }
    }

    @Override
    void updateSeal(Commit commit) {}
  }

  /** Breaks A1: leaves a number out now and then. */
  static final class LeavesAGap extends ReferenceStore {
    @Override
    void append(String chain, EventDraft draft) {
      ChainHead head = head(chain);
      if (head.sequence() == 1) {
        heads.put(chain, new ChainHead(chain, 2, head.hash()));
      }
      super.append(chain, draft);
    }
  }

  /** Breaks A2: reads the events, and then the head. */
  static final class ReadsHeadApart extends ReferenceStore {
    @Override
    public AuditPage audit(String chain, long after, int limit) {
      AuditPage page = super.audit(chain, after, limit);
      Windows.open();
      synchronized (lock) {
        return new AuditPage(head(chain), page.events());
      }
    }
  }

  /** Breaks A3: an empty chain starts anew. */
  static final class ForgetsTheHead extends ReferenceStore {
    @Override
    void cut(ChainCut cut) {
      super.cut(cut);
      if (events.getOrDefault(cut.chain(), List.of()).isEmpty()) {
        heads.remove(cut.chain());
      }
    }
  }

  /** Breaks L1: sorts ids as a person would. */
  static final class SortsLikeAPerson extends ReferenceStore {
    @Override
    Comparator<Position> order() {
      return Comparator.comparing(Position::createdAt)
          .reversed()
          .thenComparing(Position::keyId, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(Position::keyId);
    }
  }

  /** Breaks L1: a cursor shows its own row again. */
  static final class RepeatsTheCursor extends ReferenceStore {
    @Override
    boolean isBehind(KeyCriteria criteria, StoredKey key) {
      return criteria.after().filter(cursor -> order().compare(place(key), cursor) < 0).isEmpty();
    }
  }

  /** Breaks L2: takes what is searched for as a pattern. */
  static final class TakesWildcards extends ReferenceStore {
    @Override
    boolean contains(String searchText, String text) {
      String pattern = Pattern.quote(text).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
      return Pattern.compile(pattern).matcher(searchText).find();
    }
  }

  /** Breaks L3: hands out the list that it goes on writing to. */
  static final class ReturnsALiveList extends ReferenceStore {
    @Override
    public List<StoredPartner> listPartners() {
      synchronized (lock) {
        live.clear();
        live.addAll(partners.values());
        return Collections.unmodifiableList(live);
      }
    }

    private final List<StoredPartner> live = new ArrayList<>();
  }

  /** Breaks L4: shows the owners as they were when it was first asked to commit. */
  static final class ForgetsNewOwners extends ReferenceStore {
    private final List<AccountRecord> first = new ArrayList<>();

    @Override
    void write(Commit commit) {
      super.write(commit);
      if (first.isEmpty()) {
        first.addAll(accounts.values());
      }
    }

    @Override
    public void owners(RecordSink sink) {
      synchronized (lock) {
        partners.values().forEach(partner -> sink.partner(partner.record()));
        first.forEach(sink::account);
      }
    }
  }

  /** Breaks L3: hands out lists that the caller can change. */
  static final class ReturnsAMutableList extends ReferenceStore {
    @Override
    public List<StoredKey> listKeys(KeyCriteria criteria) {
      return new ArrayList<>(super.listKeys(criteria));
    }
  }

  /** Breaks U1: the last use told is the last use kept. */
  static final class MovesLastUseBack extends ReferenceStore {
    @Override
    StoredKey used(StoredKey key, Instant at) {
      return new StoredKey(key.record(), key.details(), at);
    }
  }

  /** Breaks U1: takes a use for a change. */
  static final class AnnouncesUses extends ReferenceStore {
    @Override
    public void recordUses(Collection<KeyUse> uses) {
      super.recordUses(uses);
      synchronized (lock) {
        uses.forEach(use -> change(Kind.KEY, use.keyId()));
      }
    }
  }
}
