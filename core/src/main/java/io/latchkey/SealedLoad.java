package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each row of a load, adds up the rows of each chain, and compares with what the chain's
 * seal counts. Not thread-safe.
 */
final class SealedLoad implements LoadGate {

  private final RowSealer rows;
  private final ChainSealer chains;
  private final SealWatch watch;
  private final VerificationIndex index;
  private final @Nullable SealAnchor anchor;
  private final Map<String, ChainTally> tallies = new HashMap<>();
  private final Set<String> erased = new HashSet<>();
  private final Set<String> looked = new HashSet<>();
  private final Set<String> misfits = new TreeSet<>();

  /** What the anchor said before the seals were read. */
  private final Map<String, Optional<SealPoint>> remembered = new HashMap<>();

  /** Whether all rows are being loaded, so that none is held that is not there any more. */
  private final boolean loading;

  /** Looks at a chain by itself. */
  private final Consumer<String> again;

  private int unsealed;

  private @Nullable FollowedRows followed;

  /** Whether anything has a seal, whatever it is worth, or the host's chain had one. */
  private boolean sealed;

  SealedLoad(
      RowSealer rows,
      ChainSealer chains,
      SealWatch watch,
      VerificationIndex index,
      @Nullable SealAnchor anchor,
      boolean loading,
      Consumer<String> again) {
    this.loading = loading;
    this.again = again;
    this.rows = rows;
    this.chains = chains;
    this.watch = watch;
    this.index = index;
    this.anchor = anchor;
    sealed = watch.sawHostSeal();
  }

  @Override
  @CanIgnoreReturnValue
  public boolean admits(PartnerRecord partner) {
    SealFinding finding = rows.check(partner);
    tally(
        AuditChain.HOST, finding, RowKind.PARTNER, partner.id(), partner.version(), partner.seal());
    return watch.admits(finding, RowKind.PARTNER, partner.id());
  }

  @Override
  @CanIgnoreReturnValue
  public boolean admits(AccountRecord account) {
    SealFinding finding = rows.check(account);
    tally(
        AuditChain.HOST, finding, RowKind.ACCOUNT, account.id(), account.version(), account.seal());
    boolean admitted = watch.admits(finding, RowKind.ACCOUNT, account.id());
    if (admitted && account.status().equals(AccountState.ERASED)) {
      // Nothing of an erased account is ever accepted, and the host removes its keys uncounted.
      erased.add(account.id());
    }
    return admitted;
  }

  @Override
  @CanIgnoreReturnValue
  public boolean admits(KeyRecord key) {
    SealFinding finding = rows.check(key);
    tally(key.accountId(), finding, RowKind.KEY, key.keyId(), key.version(), key.seal());
    return watch.admits(finding, RowKind.KEY, key.keyId());
  }

  private void tally(
      String chain,
      SealFinding finding,
      RowKind kind,
      String id,
      long version,
      Optional<String> seal) {
    sealed |= seal.isPresent();
    FollowedRows rows = followed;
    if (rows != null && rows.chain().equals(chain)) {
      byte[] element = element(kind, id, version, seal);
      rows.read(kind, id, element, finding == SealFinding.INTACT);
      return;
    }
    if (finding == SealFinding.UNSEALED && watch.migrating()) {
      unsealed++;
      return;
    }
    byte[] element = element(kind, id, version, seal);
    ChainTally tally = tallies.computeIfAbsent(chain, name -> new ChainTally());
    if (element != null && finding == SealFinding.INTACT) {
      tally.count(element);
    } else if (element != null) {
      tally.doubt(element);
    }
  }

  private byte @Nullable [] element(RowKind kind, String id, long version, Optional<String> seal) {
    return seal.map(text -> chains.element(kind, id, version, text)).orElse(null);
  }

  /** From now on the rows of a chain are kept apart, so that each can be read again. */
  void follow(FollowedRows rows) {
    followed = rows;
  }

  @Override
  public void chainSeal(String chain, String seal) {
    sealed = true;
    if (chain.equals(AuditChain.HOST)) {
      watch.hostSealed(true);
    }
    look(chain, seal);
  }

  /**
   * What did not fit is read again by itself: rows and seals of a load need not be of one state, so
   * somebody may have written meanwhile.
   */
  @Override
  public void finish() {
    List.copyOf(tallies.keySet()).forEach(chain -> look(chain, null));
    if (!looked.contains(AuditChain.HOST)) {
      look(AuditChain.HOST, null);
      watch.hostSealed(false);
    }
    watch.brokenChains().stream().filter(chain -> !looked.contains(chain)).forEach(misfits::add);
    misfits.forEach(again);
    if (unsealed > 0) {
      watch.unsealed(unsealed);
    }
  }

  /** Compares what was added up for a chain with what its seal counts; null for no seal. */
  private void look(String chain, @Nullable String seal) {
    if (fault(chain, seal) == null) {
      judge(chain, null);
    } else {
      misfits.add(chain);
    }
    tallies.remove(chain);
    looked.add(chain);
  }

  /** Something that was not looked at has a seal. */
  void sealedElsewhere() {
    sealed = true;
  }

  /** Tells whether the rows of a chain, as they were last read, are those that a seal counts. */
  boolean fits(String chain, @Nullable String seal) {
    return fault(chain, seal) == null;
  }

  /** Settles what becomes of a chain of which nothing changed while it was read. */
  void settle(String chain, @Nullable String seal) {
    judge(chain, fault(chain, seal));
  }

  private void judge(String chain, @Nullable String fault) {
    if (fault != null) {
      watch.broken(chain, fault);
    } else if (loading || !watch.isBroken(chain)) {
      watch.mended(chain);
    } else {
      watch.stale();
    }
    index.chainBroken(chain, watch.isBroken(chain));
  }

  /** Reads what the anchor knows of a chain before the chain's seal is read. */
  void remember(String chain) {
    if (anchor != null) {
      remembered.put(chain, anchor.load(chain));
    }
  }

  private @Nullable SealPoint anchored(String chain, SealAnchor from) {
    Optional<SealPoint> before = remembered.get(chain);
    return (before == null ? from.load(chain) : before).orElse(null);
  }

  private @Nullable String fault(String chain, @Nullable String text) {
    if (erased.contains(chain)) {
      return null;
    }
    Optional<ChainSeal> read =
        text == null ? Optional.of(ChainSeal.none()) : chains.read(chain, text);
    if (read.isEmpty()) {
      return "is broken, or needs a seal key that is not in the ring";
    }
    if (text == null && sealed && chain.equals(AuditChain.HOST)) {
      return "is gone";
    }
    ChainSeal seal = read.get();
    if (anchor != null && seal.isBehind(anchored(chain, anchor))) {
      return "is older than what the anchor remembers, or another";
    }
    ChainTally tally = tally(chain);
    return tally.explains(seal.sum())
        ? null
        : "counts " + seal.sum().count() + " rows that are not the " + tally.size() + " there are";
  }

  private ChainTally tally(String chain) {
    FollowedRows rows = followed;
    return rows != null && rows.chain().equals(chain)
        ? rows.tally()
        : tallies.getOrDefault(chain, new ChainTally());
  }
}
