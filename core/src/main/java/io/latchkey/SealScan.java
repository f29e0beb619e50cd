package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the seals of a load, and notes the accounts and chains to be sealed anew. Not thread-safe.
 */
final class SealScan implements RecordSink {

  private static final int MAX_NAMED = 1_000;

  private final RowSealer rows;
  private final ChainSealer chains;
  private final SortedMap<Integer, Long> rowsByKey = new TreeMap<>();
  private final TreeSet<Integer> required = new TreeSet<>();
  private final Set<String> erased = new HashSet<>();
  private final List<AccountRecord> accounts = new ArrayList<>();
  private final List<String> staleAccounts = new ArrayList<>();
  private final List<String> staleChains = new ArrayList<>();
  private final List<String> named = new ArrayList<>();
  private long unsealed;
  private long broken;

  SealScan(RowSealer rows, ChainSealer chains) {
    this.rows = rows;
    this.chains = chains;
  }

  @Override
  public void partner(PartnerRecord partner) {
    count(rows.check(partner), partner.seal(), RowKind.PARTNER, partner.id());
  }

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
  public void key(KeyRecord key) {
    if (!erased.contains(key.accountId())) {
      count(rows.check(key), key.seal(), RowKind.KEY, key.keyId());
    }
  }

  @Override
  public void chainSeal(String chain, String seal) {
    if (erased.contains(chain)) {
      return;
    }
    required.add(SealText.keyVersion(seal));
    if (chains.read(chain, seal).isEmpty()) {
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

  /** What was counted, and what this process found out besides. */
  SealStatus status(SealWatch watch) {
    for (String chain : watch.brokenChains()) {
      if (!named.contains("chain " + chain)) {
        name("chain " + chain);
      }
    }
    for (String row : watch.brokenRows()) {
      if (!named.contains(row)) {
        name(row);
      }
    }
    // Text that is no seal at all names no key.
    required.remove(0);
    return new SealStatus(rowsByKey, required, unsealed, broken, named);
  }
}
