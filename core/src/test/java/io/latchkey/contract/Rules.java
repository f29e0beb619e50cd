package io.latchkey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the groups of cases share: the store under test and short ways to use it. */
abstract class Rules {

  private static final int MANY = 1_000;

  private final KeyStoreContract contract;

  Rules(KeyStoreContract contract) {
    this.contract = contract;
  }

  final KeyStore store() {
    return contract.store();
  }

  final KeyStore anotherStore() {
    return contract.anotherStore();
  }

  final HostTransaction beginHostTransaction() {
    return contract.beginHostTransaction(contract.store());
  }

  final CommitResult outcomeOf(Commit.Builder commit) {
    Commit built = commit.build();
    return insisting(() -> store().commit(built));
  }

  /** A conflict of the store's own locking is no answer: what was asked is asked again. */
  @CanIgnoreReturnValue
  private static <T> T insisting(Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.CONTENTION || attempt == MANY) {
          throw e;
        }
      }
    }
  }

  /** Commits what must succeed, and returns the number of its last change. */
  @CanIgnoreReturnValue
  final long committed(Commit.Builder commit) {
    CommitResult result = outcomeOf(commit);
    assertThat(result.status()).isEqualTo(Status.COMMITTED);
    return result.feedNumber();
  }

  final void assertRefused(Status status, Commit.Builder commit) {
    assertThat(outcomeOf(commit)).isEqualTo(CommitResult.refused(status));
  }

  /** Inserts keys of one account. */
  @CanIgnoreReturnValue
  final long insert(StoredKey... keys) {
    Commit.Builder commit = Records.commit(keys[0].record().accountId());
    for (StoredKey key : keys) {
      commit.insertKey(key);
    }
    return committed(commit);
  }

  @CanIgnoreReturnValue
  final long update(StoredKey key) {
    return committed(Records.commit(key.record().accountId()).updateKey(key));
  }

  @CanIgnoreReturnValue
  final long delete(StoredKey key) {
    return committed(Records.commit(key.record().accountId()).deleteKey(Records.versionOf(key)));
  }

  final void use(KeyUse... uses) {
    insisting(
        () -> {
          store().recordUses(List.of(uses));
          return uses.length;
        });
  }

  final Optional<StoredKey> find(StoredKey key) {
    return store().findKey(key.record().accountId(), key.record().keyId());
  }

  final StoredKey found(StoredKey key) {
    return find(key).orElseThrow(() -> new AssertionError("not found: " + key));
  }

  final void assertStored(StoredKey... keys) {
    for (StoredKey key : keys) {
      assertThat(find(key)).contains(key);
    }
  }

  final List<StoredKey> list(KeyCriteria.Builder criteria) {
    return store().listKeys(criteria.build());
  }

  /** Walks a list to its end, with something happening between two pages. */
  final List<String> walk(KeyCriteria.Builder criteria, Runnable between) {
    List<String> walked = new ArrayList<>();
    List<StoredKey> page = list(criteria);
    while (!page.isEmpty()) {
      walked.addAll(idsOf(page));
      assertThat(walked).as("the walk comes to an end").hasSizeLessThan(MANY);
      between.run();
      KeyDetails last = page.get(page.size() - 1).details();
      page = list(criteria.after(new Position(last.createdAt(), walked.get(walked.size() - 1))));
    }
    return walked;
  }

  /** Trims in steps until nothing is left to remove, and returns how much it was. */
  @CanIgnoreReturnValue
  final int trimAll(Trim step) {
    int removed = 0;
    int stepped = store().trim(step);
    while (stepped > 0) {
      assertThat(stepped).isLessThanOrEqualTo(step.limit());
      removed += stepped;
      assertThat(removed).as("trimming comes to an end").isLessThan(MANY);
      stepped = store().trim(step);
    }
    return removed;
  }

  static List<String> idsOf(List<StoredKey> keys) {
    return keys.stream().map(key -> key.record().keyId()).toList();
  }

  /** Where the feed stands. */
  final FeedPosition position() {
    return store().changes(0, 1).position();
  }

  final List<FeedChange> changesAfter(long number) {
    return page(number).changes();
  }

  final FeedPage page(long after) {
    return store().changes(after, MANY);
  }

  final AuditPage audit(String chain) {
    return store().audit(chain, 0, MANY);
  }

  final List<AuditEvent> events(String chain) {
    return new ArrayList<>(audit(chain).events());
  }
}
