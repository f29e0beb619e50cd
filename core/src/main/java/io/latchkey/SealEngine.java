package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seals over a store. */
final class SealEngine implements Seals {

  private static final Logger LOG = LoggerFactory.getLogger(SealEngine.class);

  private final Engine engine;
  private final KeyStore store;
  private final RowSealer rows;
  private final ChainSealer chains;
  private final SealWatch watch;
  private final SealGate gate;
  private final HostSeal hostSeal;
  private final BrokenRows broken;
  private final Runnable poll;
  private final @Nullable SealAnchor anchor;

  /** {@code store} is the one that looks at no seal. */
  SealEngine(
      Engine engine,
      Runnable poll,
      KeyStore store,
      RowSealer rows,
      ChainSealer chains,
      SealWatch watch,
      SealGate gate,
      HostSeal hostSeal,
      @Nullable SealAnchor anchor) {
    this.engine = engine;
    this.store = store;
    this.rows = rows;
    this.chains = chains;
    this.watch = watch;
    this.gate = gate;
    this.hostSeal = hostSeal;
    broken = new BrokenRows(store, rows, watch);
    this.anchor = anchor;
    this.poll = poll;
  }

  @Override
  public SealStatus status(HostActor host) {
    engine.authorizer().host(host, HostOperation.RESEAL);
    SealScan scan = scan();
    engine.transactions().read(() -> scan.walk(store));
    return scan.status(watch);
  }

  private SealScan scan() {
    SealScan scan = new SealScan(rows, chains);
    FeedPosition unused = engine.transactions().read(() -> store.load(scan));
    return scan;
  }

  @Override
  public ResealReport reseal(HostActor host, Consumer<ResealReport> progress) {
    engine.authorizer().host(host, HostOperation.RESEAL);
    Reseal run =
        new Reseal(engine, store, rows, chains, hostSeal, host, progress, watch.migrating());
    run.begin();
    run.partners();
    run.accounts(scan().staleAccounts());
    run.keys();
    run.chains(scan().staleChains());
    recheck(AuditChain.HOST);
    loadIfStale();
    return run.report();
  }

  @Override
  public void acceptRows(HostActor host, AccountId account) {
    accept(host, account.value());
  }

  @Override
  public void acceptHostRows(HostActor host) {
    accept(host, AuditChain.HOST);
  }

  private void accept(HostActor host, String chain) {
    engine.authorizer().host(host, HostOperation.ACCEPT_ROWS);
    engine
        .transactions()
        .run(HostOperation.ACCEPT_ROWS.code(), now -> acceptance(host, chain, now));
    recheck(chain);
    loadIfStale();
  }

  /** Rows that come or go while they are added up change the seal, and everything starts afresh. */
  private Plan<Boolean> acceptance(HostActor host, String chain, Instant now) {
    Optional<String> before = store.chainSeal(chain);
    ChainSum sum = new ChainSum();
    new ChainRows(store).read(chain, new Adding(sum));
    long number =
        before.flatMap(seal -> chains.read(chain, seal)).map(ChainSeal::number).orElse(0L);
    long anchored = anchored(chain);
    long next = Math.max(number, anchored) + 1;
    String seal = chains.write(chain, next, sum);
    SealPoint point = new SealPoint(next, chains.read(chain, seal).orElseThrow().mark());
    boolean hosts = chain.equals(AuditChain.HOST);
    EventDraft event =
        Events.host(
            now,
            host,
            "rows_accepted",
            hosts ? "host" : Events.ACCOUNT,
            chain,
            Map.of("rows", Long.toString(sum.count())));
    Commit.Builder commit =
        Commit.builder(chain)
            .event(event)
            .updateSeal(new ChainReset(before.orElse(null), seal, point));
    if (!hosts) {
      AccountState account = AccountState.read(engine.store(), chain);
      if (account.erased()) {
        throw new RefusedException(
            RefusalReason.ACCOUNT_STOPPED, "account " + chain + " is erased");
      }
      commit.guardAccount(account.guard());
    }
    return Plan.commit(commit.build(), () -> true);
  }

  private long anchored(String chain) {
    return anchor == null ? 0 : anchor.load(chain).map(SealPoint::number).orElse(0L);
  }

  /** Looks again at what did not fit, and at what got rows from outside. */
  void recheck() {
    Set<String> again = new HashSet<>(watch.takeSuspects());
    again.addAll(watch.brokenChains());
    again.forEach(this::recheck);
    broken.lookAgain();
    loadIfStale();
  }

  /** What was refused and is right now is accepted once this node has read it. */
  private void loadIfStale() {
    if (watch.isStale()) {
      poll.run();
    }
  }

  private void recheck(String chain) {
    try {
      gate.recheck(chain);
    } catch (Throwable e) {
      // Whatever a store or an anchor throws: what was refused stays refused, and is looked at
      // again.
      watch.suspect(chain);
      LOG.warn("chain {} can't be looked at again at the moment", Texts.printable(chain), e);
    }
  }

  /** Adds up the rows that are whole. */
  private final class Adding implements RecordSink {

    private final ChainSum sum;

    private Adding(ChainSum sum) {
      this.sum = sum;
    }

    @Override
    public void partner(PartnerRecord partner) {
      if (rows.check(partner) == SealFinding.INTACT) {
        add(RowKind.PARTNER, partner.id(), partner.version(), partner.seal());
      }
    }

    @Override
    public void account(AccountRecord account) {
      if (rows.check(account) == SealFinding.INTACT) {
        add(RowKind.ACCOUNT, account.id(), account.version(), account.seal());
      }
    }

    @Override
    public void key(KeyRecord key) {
      if (rows.check(key) == SealFinding.INTACT) {
        add(RowKind.KEY, key.keyId(), key.version(), key.seal());
      }
    }

    private void add(RowKind kind, String id, long version, Optional<String> seal) {
      seal.map(text -> chains.element(kind, id, version, text)).ifPresent(sum::add);
    }
  }
}
