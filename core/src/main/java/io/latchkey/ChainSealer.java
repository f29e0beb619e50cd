package io.latchkey;

import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads the seals of chains' heads. Thread-safe.
 *
 * <p>The sum is not shown: a sum before and after a change would give the row's own number away,
 * and with many of them somebody could look for other rows that have the same sum. It is masked
 * with what only the seal key can compute from the MAC over it.
 */
final class ChainSealer {

  private static final int VALUES = 4;

  private final RowSealer rows;

  ChainSealer(RowSealer rows) {
    this.rows = rows;
  }

  /**
   * The number that stands for a row at a version with a seal, which binds what the row says: of
   * two histories in which a row came to the same version, each has its own. Null if the seal names
   * a key that the ring does not have.
   */
  byte @Nullable [] element(RowKind kind, String id, long version, String seal) {
    int keyVersion = SealText.keyVersion(seal);
    if (!rows.has(keyVersion)) {
      return null;
    }
    return rows.with(
        bench -> {
          bench
              .start(SealForm.Subject.CHAIN_ELEMENT, keyVersion)
              .text(kind.word())
              .text(id)
              .number(version)
              .text(seal);
          return mac(bench, keyVersion);
        });
  }

  String write(String chain, long number, ChainSum sum) {
    int keyVersion = rows.currentVersion();
    byte[] mac = mac(chain, keyVersion, number, sum);
    byte[] masked = masked(sum.bytes(), chain, keyVersion, mac);
    return SealText.write(
        keyVersion,
        Long.toString(number),
        Long.toString(sum.count()),
        SealText.bytes(masked),
        SealText.bytes(mac));
  }

  /** Reads a seal; empty if it is not one of this chain under a key that the ring has. */
  Optional<ChainSeal> read(String chain, String seal) {
    SealText text = SealText.read(seal, VALUES);
    if (text == null || !rows.has(text.keyVersion())) {
      return Optional.empty();
    }
    byte[] masked = text.bytes(2);
    byte[] mac = text.bytes(3);
    if (masked.length != ChainSum.LENGTH || mac.length != ChainSum.LENGTH) {
      return Optional.empty();
    }
    ChainSum sum = new ChainSum(text.number(1), masked(masked, chain, text.keyVersion(), mac));
    return MessageDigest.isEqual(mac, mac(chain, text.keyVersion(), text.number(0), sum))
        ? Optional.of(new ChainSeal(text.number(0), sum, SealText.bytes(mac), text.keyVersion()))
        : Optional.empty();
  }

  private byte[] mac(String chain, int keyVersion, long number, ChainSum sum) {
    return rows.with(
        bench -> {
          bench
              .start(SealForm.Subject.CHAIN_SUM, keyVersion)
              .text(chain)
              .number(number)
              .number(sum.count())
              .bytes(sum.bytes());
          return mac(bench, keyVersion);
        });
  }

  /** Masks a sum, or takes the mask away. */
  private byte[] masked(byte[] sum, String chain, int keyVersion, byte[] mac) {
    byte[] mask =
        rows.with(
            bench -> {
              bench.start(SealForm.Subject.CHAIN_MASK, keyVersion).text(chain).bytes(mac);
              return mac(bench, keyVersion);
            });
    for (int i = 0; i < mask.length; i++) {
      mask[i] ^= sum[i];
    }
    return mask;
  }

  private static byte[] mac(SealBench bench, int keyVersion) {
    byte[] mac = bench.mac(keyVersion);
    if (mac == null) {
      throw new IllegalStateException("a seal key was looked for and is not in the ring: a bug");
    }
    return mac;
  }
}
