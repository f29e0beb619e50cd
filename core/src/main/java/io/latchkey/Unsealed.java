package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For a host without seal keys: no row keeps the seal of the one before it. */
final class Unsealed implements CommitSealing {

  static final Unsealed INSTANCE = new Unsealed();

  private Unsealed() {}

  @Override
  public Commit seal(Commit commit) {
    if (!anySeal(commit)) {
      return commit;
    }
    Commit.Builder bare = commit.withoutRows();
    commit.keyInserts().forEach(key -> bare.insertKey(unsealed(key)));
    commit.keyUpdates().forEach(key -> bare.updateKey(unsealed(key)));
    commit
        .partners()
        .forEach(
            partner ->
                bare.putPartner(
                    new StoredPartner(partner.record().withSeal(null), partner.document())));
    commit.accounts().forEach(account -> bare.putAccount(account.withSeal(null)));
    return bare.build();
  }

  @Override
  public @Nullable Commit first(Commit commit, Instant now) {
    return null;
  }

  @Override
  public StagedKey seal(StagedKey staged) {
    return staged;
  }

  private static boolean anySeal(Commit commit) {
    return Stream.of(
            Stream.concat(commit.keyInserts().stream(), commit.keyUpdates().stream())
                .map(key -> key.record().seal()),
            commit.partners().stream().map(partner -> partner.record().seal()),
            commit.accounts().stream().map(account -> account.seal()))
        .flatMap(seals -> seals)
        .anyMatch(seal -> seal.isPresent());
  }

  private static StoredKey unsealed(StoredKey key) {
    return new StoredKey(
        key.record().toBuilder().seal(null).build(), key.details(), key.lastUsedAt().orElse(null));
  }

  @Override
  public void committed(Commit sealed) {}
}
