package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Notes the accounts and chains of a load that are to be sealed anew, and counts seals. Of keys and
 * partners a load shows only what a verdict reads; they are counted as whole rows, by a {@linkplain
 * #walk walk}. Not thread-safe.
 */
final class SealScan implements RecordSink {

  private static final int MAX_NAMED = 1_000;
  private static final int BATCH = 500;

  private final RowSealer rows;
  private final ChainSealer chains;
  private final SortedMap<Integer, Long> rowsByKey = new TreeMap<>();
  private final TreeSet<Integer> required = new TreeSet<>();
  private final Set<String> erased = new HashSet<>();
  private final List<AccountRecord> accounts = new ArrayList<>();
  private final List<String> staleAccounts = new ArrayList<>();
  private final List<String> staleChains = new ArrayList<>();
  private final List<String> named = new ArrayList<>();
  private final Set<String> brokenChains = new HashSet<>();
  private long unsealed;
  private long broken;

  SealScan(RowSealer rows, ChainSealer chains) {
    this.rows = rows;
    this.chains = chains;
  }

  @Override
  public void partner(PartnerRecord partner) {}

  @Override
  public void account(AccountRecord account) {
    accounts.add(account);
    SealFinding finding = rows.check(account);
    count(finding, account.seal(), RowKind.ACCOUNT, account.id());
    if (finding == SealFinding.INTACT && account.status().equals(AccountState.ERASED)) {
      erased.add(account.id());
    }
    if (!isCurrent(account.seal())) {
      staleAccounts.add(account.id());
    }
  }

  @Override
  public void key(KeyRecord key) {}

  /** Looks at whole rows, those that are staged too; to be called after the load. */
  boolean walk(KeyStore store) {
    for (StoredPartner partner : store.listPartners()) {
      PartnerRecord record = partner.record();
      count(rows.check(partner), record.seal(), RowKind.PARTNER, record.id());
    }
    KeyCriteria.@Nullable Position after = null;
    List<StoredKey> page;
    do {
      page = store.listKeys(KeyCriteria.builder(BATCH).after(after).build());
      page.forEach(this::whole);
      if (!page.isEmpty()) {
        StoredKey last = page.get(page.size() - 1);
        after = new KeyCriteria.Position(last.details().createdAt(), last.record().keyId());
      }
    } while (page.size() == BATCH);
    if (store.capabilities().contains(KeySource.Capability.STAGES)) {
      walkStaged(store);
    }
    return true;
  }

  private void whole(StoredKey key) {
    KeyRecord record = key.record();
    if (!erased.contains(record.accountId())) {
      count(rows.check(key), record.seal(), RowKind.KEY, record.keyId());
    }
  }

  /** A page may be short without being the last. */
  private void walkStaged(KeyStore store) {
    List<StagedKey> page = store.staged("", BATCH);
    while (!page.isEmpty()) {
      for (StagedKey staged : page) {
        KeyRecord record = staged.key().record();
        if (!erased.contains(record.accountId())) {
          count(rows.check(staged), record.seal(), RowKind.STAGED_KEY, record.keyId());
        }
      }
      page = store.staged(page.get(page.size() - 1).key().record().keyId(), BATCH);
    }
  }

  @Override
  public void chainSeal(String chain, String seal) {
    if (erased.contains(chain)) {
      return;
    }
    required.add(SealText.keyVersion(seal));
    if (chains.read(chain, seal).isEmpty()) {
      brokenChains.add(chain);
      name("chain " + chain);
    }
    if (!isCurrent(Optional.of(seal))) {
      staleChains.add(chain);
    }
  }

  private void count(SealFinding finding, Optional<String> seal, RowKind kind, String id) {
    if (seal.isEmpty()) {
      unsealed++;
      return;
    }
    int keyVersion = SealText.keyVersion(seal.get());
    rowsByKey.merge(keyVersion, 1L, Long::sum);
    required.add(keyVersion);
    if (finding != SealFinding.INTACT) {
      name(kind.word() + " " + id);
    }
  }

  private void name(String what) {
    broken++;
    if (named.size() < MAX_NAMED) {
      named.add(what);
    }
  }

  private boolean isCurrent(Optional<String> seal) {
    return seal.map(SealText::keyVersion).orElse(0) == rows.currentVersion();
  }

  /** The accounts whose row is not sealed with the current key. */
  List<String> staleAccounts() {
    return staleAccounts;
  }

  /** The chains whose sum is not sealed with the current key. */
  List<String> staleChains() {
    return staleChains;
  }

  List<AccountRecord> accounts() {
    return accounts;
  }

  /** What was counted, and the chains that this process found not to fit their rows. */
  SealStatus status(SealWatch watch) {
    for (String chain : watch.brokenChains()) {
      if (!brokenChains.contains(chain)) {
        name("chain " + chain);
      }
    }
    // Text that is no seal at all names no key.
    required.remove(0);
    return new SealStatus(rowsByKey, required, unsealed, broken, named);
  }
}
