package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seals rows and looks at seals. Thread-safe.
 *
 * <p>A seal holds two MACs. The first is over what a verdict reads, so that a verifier, which never
 * reads the rest, can check it. The second is over the first and the rest of the row: the instants
 * from which operations work out ends, the profile that the next key gets. Whoever manages keys
 * checks both, or an honest operation would launder what was planted there.
 */
final class RowSealer {

  private static final int MACS = 2;

  private final SealKeys keys;

  /** As many as threads ever sealed at the same time. */
  private final ConcurrentLinkedQueue<SealBench> benches = new ConcurrentLinkedQueue<>();

  RowSealer(SealKeys keys) {
    this.keys = keys;
  }

  int currentVersion() {
    return keys.currentVersion();
  }

  boolean has(int keyVersion) {
    return keys.versions().contains(keyVersion);
  }

  StoredKey seal(StoredKey key) {
    String seal = seal(bench -> macs(bench, keys.currentVersion(), key));
    return new StoredKey(
        key.record().toBuilder().seal(seal).build(), key.details(), key.lastUsedAt().orElse(null));
  }

  StagedKey seal(StagedKey staged) {
    String seal = seal(bench -> macs(bench, keys.currentVersion(), staged));
    KeyRecord record = staged.key().record().toBuilder().seal(seal).build();
    return new StagedKey(new StoredKey(record, staged.key().details(), null), staged.operation());
  }

  StoredPartner seal(StoredPartner partner) {
    String seal = seal(bench -> macs(bench, keys.currentVersion(), partner));
    return new StoredPartner(partner.record().withSeal(seal), partner.document());
  }

  AccountRecord seal(AccountRecord account) {
    return account.withSeal(
        seal(bench -> new byte[][] {mac(bench, keys.currentVersion(), account), {}}));
  }

  /** Looks at what a verdict reads of a key. */
  SealFinding check(KeyRecord key) {
    return check(key.seal(), (bench, version) -> new byte[][] {mac(bench, version, key)});
  }

  /** Looks at a whole key. */
  SealFinding check(StoredKey key) {
    return check(key.record().seal(), (bench, version) -> macs(bench, version, key));
  }

  /** Looks at a staged key and at what its adoption is to do. */
  SealFinding check(StagedKey staged) {
    return check(staged.key().record().seal(), (bench, version) -> macs(bench, version, staged));
  }

  SealFinding check(PartnerRecord partner) {
    return check(partner.seal(), (bench, version) -> new byte[][] {mac(bench, version, partner)});
  }

  SealFinding check(StoredPartner partner) {
    return check(partner.record().seal(), (bench, version) -> macs(bench, version, partner));
  }

  SealFinding check(AccountRecord account) {
    return check(
        account.seal(), (bench, version) -> new byte[][] {mac(bench, version, account), {}});
  }

  /** Computes with a bench that nobody else has meanwhile. */
  <T> T with(Function<SealBench, T> work) {
    SealBench bench = benches.poll();
    SealBench mine = bench == null ? new SealBench(keys) : bench;
    try {
      return work.apply(mine);
    } finally {
      benches.add(mine);
    }
  }

  private String seal(Function<SealBench, byte[][]> compute) {
    byte[][] macs = with(compute);
    return SealText.write(keys.currentVersion(), SealText.bytes(macs[0]), SealText.bytes(macs[1]));
  }

  private SealFinding check(Optional<String> seal, Macs compute) {
    if (seal.isEmpty()) {
      return SealFinding.UNSEALED;
    }
    SealText text = SealText.read(seal.get(), MACS);
    if (text == null) {
      return SealFinding.BROKEN;
    }
    if (!has(text.keyVersion())) {
      return SealFinding.KEY_MISSING;
    }
    byte[][] macs = with(bench -> compute.of(bench, text.keyVersion()));
    boolean same = true;
    for (int i = 0; i < macs.length; i++) {
      same &= MessageDigest.isEqual(macs[i], text.bytes(i));
    }
    return same ? SealFinding.INTACT : SealFinding.BROKEN;
  }

  private interface Macs {
    byte[][] of(SealBench bench, int keyVersion);
  }

  private static byte[][] macs(SealBench bench, int version, StoredKey key) {
    byte[] first = mac(bench, version, key.record());
    write(bench.start(SealForm.Subject.KEY_DETAILS, version).bytes(first), key.details());
    return new byte[][] {first, required(bench.mac(version))};
  }

  /** Of a kind of its own, so that a staged row can't be moved among the keys with its seal. */
  private static byte[][] macs(SealBench bench, int version, StagedKey staged) {
    byte[][] key = macs(bench, version, staged.key());
    bench
        .start(SealForm.Subject.STAGED_KEY, version)
        .text(staged.operation())
        .bytes(key[0])
        .bytes(key[1]);
    return new byte[][] {required(bench.mac(version)), {}};
  }

  private static byte[][] macs(SealBench bench, int version, StoredPartner partner) {
    byte[] first = mac(bench, version, partner.record());
    bench.start(SealForm.Subject.PARTNER_DOCUMENT, version).bytes(first).text(partner.document());
    return new byte[][] {first, required(bench.mac(version))};
  }

  private static byte[] mac(SealBench bench, int version, KeyRecord key) {
    SealForm form =
        bench
            .start(SealForm.Subject.KEY, version)
            .text(key.keyId())
            .number(key.version())
            .text(key.accountId())
            .text(key.partnerId())
            .text(key.apiType())
            .text(key.brand())
            .text(key.environment())
            .text(key.digestAlgorithm())
            .bytes(key.digest())
            .text(key.state())
            .optionalInstant(key.endsAt())
            .optionalText(key.endState())
            .number(key.permissions().size());
    key.permissions().forEach(form::text);
    return required(bench.mac(version));
  }

  private static byte[] mac(SealBench bench, int version, PartnerRecord partner) {
    bench
        .start(SealForm.Subject.PARTNER, version)
        .text(partner.id())
        .number(partner.version())
        .text(partner.status());
    return required(bench.mac(version));
  }

  private static byte[] mac(SealBench bench, int version, AccountRecord account) {
    bench
        .start(SealForm.Subject.ACCOUNT, version)
        .text(account.id())
        .number(account.version())
        .text(account.status());
    return required(bench.mac(version));
  }

  private static void write(SealForm form, KeyDetails details) {
    form.text(details.tail())
        .text(details.description())
        .text(details.searchText())
        .number(details.labels().size());
    new TreeMap<>(details.labels()).forEach((name, value) -> form.text(name).text(value));
    form.text(details.createdBy())
        .instant(details.createdAt())
        .optionalInstant(details.pendingUntil())
        .optionalInstant(details.acknowledgedAt())
        .optionalText(details.acknowledgedBy())
        .optionalInstant(details.expiresAt())
        .optionalDuration(details.overlap())
        .optionalInstant(details.overlapEndsAt())
        .optionalInstant(details.endedAt())
        .optionalText(details.endedBy())
        .optionalText(details.endReason())
        .optionalText(details.endNote())
        .optionalText(details.predecessorId())
        .optionalText(details.successorId())
        .number(details.revealNumber())
        .text(details.permissionSource())
        .instant(details.permissionsAssignedAt());
  }

  private static byte[] required(byte @Nullable [] mac) {
    if (mac == null) {
      throw new IllegalStateException("a seal key was looked for and is not in the ring: a bug");
    }
    return mac;
  }
}
