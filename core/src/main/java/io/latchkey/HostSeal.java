package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seal of the host's chain, which is written before anything else is sealed, over no rows if
 * there are none. Where no row says that an account or partner is suspended, it is not; so without
 * this, a store from which somebody took every row of the host and the seal would be like one that
 * never had any. Thread-safe.
 */
final class HostSeal {

  private final KeyStore store;
  private final RowSealer rows;
  private final ChainSealer chains;
  private final SealWatch watch;
  private final @Nullable SealAnchor anchor;

  HostSeal(
      KeyStore store,
      RowSealer rows,
      ChainSealer chains,
      SealWatch watch,
      @Nullable SealAnchor anchor) {
    this.store = store;
    this.rows = rows;
    this.chains = chains;
    this.watch = watch;
    this.anchor = anchor;
  }

  /** What becomes of the seal of the host's chain. */
  enum Standing {
    /** It is there. */
    SEALED,
    /** It was never there, or nobody minds. */
    TO_BEGIN,
    /** It was seen, or something is sealed; so it was there and is gone. */
    LOST
  }

  /** Looks whether the seal is there and, if not, whether it may be begun. */
  Standing standing() {
    boolean sealed = store.chainSeal(AuditChain.HOST).isPresent();
    watch.hostSealed(sealed);
    if (sealed) {
      return Standing.SEALED;
    }
    if (watch.migrating() || !(watch.sawHostSeal() || remembered() > 0 || traced())) {
      return Standing.TO_BEGIN;
    }
    // Somebody may have begun, and sealed rows, since the seal was looked for.
    return store.chainSeal(AuditChain.HOST).isPresent() ? Standing.SEALED : Standing.LOST;
  }

  /** Tells whether anything in the store is, or was, sealed. */
  boolean traced() {
    Traces traces = new Traces();
    FeedPosition unused = store.load(traces);
    return traces.found;
  }

  private long remembered() {
    if (anchor == null) {
      return 0;
    }
    try {
      return anchor.load(AuditChain.HOST).map(SealPoint::number).orElse(0L);
    } catch (RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, "the anchor can't be read at the moment", e);
    }
  }

  /** The commit that writes the seal, over no rows; it is not made if somebody was quicker. */
  Commit begin(Instant now, Events.Who who) {
    long number = remembered() + 1;
    String seal = chains.write(AuditChain.HOST, number, new ChainSum());
    String mark = chains.read(AuditChain.HOST, seal).orElseThrow().mark();
    Map<String, String> facts = Map.of("seal_key", Integer.toString(rows.currentVersion()));
    return Commit.builder(AuditChain.HOST)
        .event(Events.by(who, now, "seals_begun", "host", AuditChain.HOST, facts))
        .updateSeal(new ChainReset(null, seal, new SealPoint(number, mark)))
        .build();
  }

  /** Looks for seals, whatever they are worth. */
  private static final class Traces implements RecordSink {

    private boolean found;

    @Override
    public void partner(PartnerRecord partner) {
      saw(partner.seal());
    }

    @Override
    public void account(AccountRecord account) {
      saw(account.seal());
    }

    @Override
    public void key(KeyRecord key) {
      saw(key.seal());
    }

    @Override
    public void chainSeal(String chain, String seal) {
      found = true;
    }

    private void saw(Optional<String> seal) {
      found |= seal.isPresent();
    }
  }
}
