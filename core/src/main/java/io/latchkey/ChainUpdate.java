package io.latchkey;

import io.latchkey.spi.AuditChain;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a commit adds to the sum of its chain and takes away from it. */
final class ChainUpdate implements AnchoredUpdate {

  private final ChainSealer sealer;
  private final String chain;
  private final ChainSum change;
  private final boolean lenient;
  private volatile @Nullable String made;

  /** {@code lenient} makes a seal that can't be read count as none. */
  ChainUpdate(ChainSealer sealer, String chain, ChainSum change, boolean lenient) {
    this.sealer = sealer;
    this.chain = chain;
    this.change = change;
    this.lenient = lenient;
  }

  @Override
  public String next(@Nullable String present) {
    ChainSeal before = read(present);
    if (!lenient && before.sum().count() < change.removed()) {
      throw broken("counts fewer rows than this commit replaces or takes away");
    }
    ChainSum sum = before.sum().copy();
    sum.addAll(change);
    if (sum.count() < 0) {
      sum = new ChainSum(0, sum.bytes());
    }
    String next = sealer.write(chain, before.number() + 1, sum);
    made = next;
    return next;
  }

  private ChainSeal read(@Nullable String present) {
    if (present == null) {
      // The host's is begun before anything is sealed; taken away, it must not begin again here.
      if (!lenient && chain.equals(AuditChain.HOST)) {
        throw broken("is gone");
      }
      return ChainSeal.none();
    }
    Optional<ChainSeal> read = sealer.read(chain, present);
    if (read.isEmpty() && !lenient) {
      throw broken("is broken, or needs a seal key that is not in the ring");
    }
    return read.orElseGet(ChainSeal::none);
  }

  private RefusedException broken(String what) {
    return new RefusedException(
        RefusalReason.SEAL_BROKEN, "the seal of the head of chain " + chain + " " + what);
  }

  @Override
  public Optional<SealPoint> point() {
    return Optional.ofNullable(made)
        .flatMap(seal -> sealer.read(chain, seal))
        .map(seal -> new SealPoint(seal.number(), seal.mark()));
  }
}
