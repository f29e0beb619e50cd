package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets through what is sealed as it should be. Thread-safe. */
final class SealGate implements RowGate {

  private static final int MAX_ATTEMPTS = 10;

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
    watch.suspect(key.accountId());
    if (!watch.hostSealed()) {
      watch.suspect(AuditChain.HOST);
    }
  }

  @Override
  public SealedLoad load() {
    watch.forgetRows();
    return looking();
  }

  private SealedLoad looking() {
    return new SealedLoad(rows, chains, watch, index, anchor, this::recheck);
  }

  /** Looks at a chain by itself, until nothing changes meanwhile. */
  void recheck(String chain) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      SealedLoad looking = looking();
      // Before the seal: a commit in between must not make the seal look old.
      looking.remember(chain);
      Optional<String> before = store.chainSeal(chain);
      store.findAccount(chain).ifPresent(looking::admits);
      new ChainRows(store).read(chain, new Into(looking));
      if (chain.equals(AuditChain.HOST)) {
        watch.hostSealed(before.isPresent());
        if (before.isEmpty() && host.traced()) {
          looking.sealedElsewhere();
        }
      }
      if (before.equals(store.chainSeal(chain))) {
        looking.settle(chain, before.orElse(null));
        return;
      }
    }
    // That a chain is busy says nothing about its rows: what was found out before stands.
    if (index.freshness() == null) {
      throw new StoreException(
          StoreException.Kind.CONTENTION,
          "chain " + Texts.printable(chain) + " kept changing while its rows were read",
          null);
    }
    watch.suspect(chain);
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
