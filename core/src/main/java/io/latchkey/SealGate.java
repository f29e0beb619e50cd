package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets through what is sealed as it should be. Thread-safe. */
final class SealGate implements RowGate {

  private static final Logger LOG = LoggerFactory.getLogger(SealGate.class);

  private static final int MAX_LISTINGS = 10;

  /** A look takes three short queries, so that even a busy chain keeps still in one of them. */
  private static final int MAX_LOOKS = 100;

  private final KeyStore store;
  private final RowSealer rows;
  private final ChainSealer chains;
  private final SealWatch watch;
  private final VerificationIndex index;
  private final HostSeal host;
  private final @Nullable SealAnchor anchor;

  SealGate(
      KeyStore store,
      RowSealer rows,
      ChainSealer chains,
      SealWatch watch,
      VerificationIndex index,
      HostSeal host,
      @Nullable SealAnchor anchor) {
    this.host = host;
    this.store = store;
    this.rows = rows;
    this.chains = chains;
    this.watch = watch;
    this.index = index;
    this.anchor = anchor;
  }

  @Override
  public boolean admits(KeyRecord key) {
    return watch.admits(rows.check(key), RowKind.KEY, key.keyId());
  }

  @Override
  public boolean admits(PartnerRecord partner) {
    return watch.admits(rows.check(partner), RowKind.PARTNER, partner.id());
  }

  @Override
  public boolean admits(AccountRecord account) {
    return watch.admits(rows.check(account), RowKind.ACCOUNT, account.id());
  }

  @Override
  public void removed(String keyId) {
    watch.forget(RowKind.KEY, keyId);
  }

  /**
   * The row of a key that was removed long ago still has its seal. Put back, it is found by the sum
   * of its account alone; and if it is the first, the host's chain must have a seal by now.
   */
  @Override
  public void appeared(KeyRecord key) {
    watch.appeared(key.accountId(), key.keyId());
    if (!watch.hostSealed()) {
      watch.suspect(AuditChain.HOST);
    }
  }

  @Override
  public boolean takeStale() {
    return watch.takeStale();
  }

  @Override
  public SealedLoad load() {
    watch.forgetRows();
    return looking(true);
  }

  private SealedLoad looking(boolean loading) {
    return new SealedLoad(rows, chains, watch, index, anchor, loading, this::recheckLoading);
  }

  private void recheckLoading(String chain) {
    boolean unused = recheck(chain, true);
  }

  /**
   * Looks at a chain by itself. If somebody writes to it meanwhile, its rows are followed until
   * they are those of a seal, or until there was a moment at which nobody wrote. A chain that was
   * refused and fits again stays refused until everything was loaded anew: this node may still hold
   * a row that was there and is not.
   */
  void recheck(String chain) {
    Set<String> newcomers = watch.takeNewcomers(chain);
    boolean settled = false;
    try {
      settled = recheck(chain, false);
      if (newcomers.stream().anyMatch(id -> store.findKey(chain, id).isEmpty())) {
        watch.stale();
      }
    } finally {
      if (!settled) {
        newcomers.forEach(id -> watch.appeared(chain, id));
      }
    }
  }

  private boolean recheck(String chain, boolean loading) {
    for (int i = 0; i < MAX_LISTINGS; i++) {
      if (stoodStill(chain, loading) || keptUp(chain, loading)) {
        return true;
      }
    }
    // That a chain is busy says nothing about its rows: what was found out before stands.
    if (index.freshness() == null) {
      throw new StoreException(
          StoreException.Kind.CONTENTION,
          "chain " + Texts.printable(chain) + " kept changing while its rows were read",
          null);
    }
    LOG.warn("chain {} kept changing while its rows were looked at", Texts.printable(chain));
    watch.suspect(chain);
    return false;
  }

  /** Adds up rows as they are listed, which keeps none of them; of no use if anything changed. */
  private boolean stoodStill(String chain, boolean loading) {
    SealedLoad looking = looking(loading);
    // Before the seal: a commit in between must not make the seal look old.
    looking.remember(chain);
    Optional<String> before = store.chainSeal(chain);
    list(chain, looking);
    return settled(chain, looking, before, store.chainSeal(chain));
  }

  private boolean keptUp(String chain, boolean loading) {
    SealedLoad looking = looking(loading);
    FollowedRows rows = new FollowedRows(store, chain);
    looking.follow(rows);
    looking.remember(chain);
    list(chain, looking);
    for (int i = 0; i < MAX_LOOKS; i++) {
      Optional<String> before = store.chainSeal(chain);
      if (!rows.catchUp(looking)) {
        return false;
      }
      Optional<String> after = store.chainSeal(chain);
      if (settled(chain, looking, before, after)
          || explained(chain, looking, before)
          || explained(chain, looking, after)) {
        return true;
      }
    }
    return false;
  }

  private void list(String chain, SealedLoad looking) {
    new ChainRows(store).read(chain, new Into(looking));
  }

  /** Nobody wrote between two looks at the seal, so the rows are right or wrong. */
  private boolean settled(
      String chain, SealedLoad looking, Optional<String> before, Optional<String> after) {
    if (!before.equals(after)) {
      return false;
    }
    if (chain.equals(AuditChain.HOST)) {
      watch.hostSealed(before.isPresent());
      if (before.isEmpty() && host.traced()) {
        if (store.chainSeal(chain).isPresent()) {
          // Begun while traces were looked for.
          return false;
        }
        looking.sealedElsewhere();
      }
    } else {
      // After the rows: an account is marked as erased before the first of them is removed.
      store.findAccount(chain).ifPresent(looking::admits);
    }
    looking.settle(chain, before.orElse(null));
    return true;
  }

  /** Rows that a seal counts are right, whatever was written since. */
  private static boolean explained(String chain, SealedLoad looking, Optional<String> seal) {
    if (seal.isEmpty() || !looking.fits(chain, seal.get())) {
      return false;
    }
    looking.settle(chain, seal.get());
    return true;
  }

  private record Into(SealedLoad looking) implements RecordSink {

    @Override
    public void partner(PartnerRecord partner) {
      looking.admits(partner);
    }

    @Override
    public void account(AccountRecord account) {
      looking.admits(account);
    }

    @Override
    public void key(KeyRecord key) {
      looking.admits(key);
    }
  }
}
