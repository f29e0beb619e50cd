package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.FeedPosition;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exports from this node's own index: what it answers by is what it signs, refusals of records and
 * ends that were seen included.
 */
final class SnapshotEngine implements Snapshots {

  private final Engine engine;
  private final KeyAccess access;
  private final VerificationIndex index;
  private final FeedFollower follower;
  private final @Nullable SnapshotSigner signer;

  SnapshotEngine(
      Engine engine,
      KeyAccess access,
      VerificationIndex index,
      FeedFollower follower,
      @Nullable SnapshotSigner signer) {
    this.engine = engine;
    this.access = access;
    this.index = index;
    this.follower = follower;
    this.signer = signer;
  }

  @Override
  public SnapshotInfo export(Actor actor, OutputStream out) throws IOException {
    SnapshotSigner signing = signer();
    Operation operation = Operation.EXPORT_SNAPSHOT;
    SnapshotScope scope = SnapshotScope.accounts(actor.account());
    String account = actor.account().value();
    SnapshotImage image =
        engine
            .transactions()
            .run(
                operation.code(),
                now -> {
                  Set<ApiType> types = engine.authorizer().allowed(actor, operation);
                  AccountState state = access.account(actor.account(), operation);
                  SnapshotImage taken = take(scope, types, now, signing);
                  Commit commit =
                      Commit.builder(account)
                          .guardAccount(state.guard())
                          .event(event(Events.Who.of(actor), taken.info(), now))
                          .build();
                  return Plan.commit(commit, () -> taken);
                });
    image.writeTo(out);
    return image.info();
  }

  @Override
  public SnapshotInfo export(HostActor host, SnapshotScope scope, OutputStream out)
      throws IOException {
    SnapshotSigner signing = signer();
    HostOperation operation = HostOperation.EXPORT_SNAPSHOT;
    SnapshotImage image =
        engine
            .transactions()
            .run(
                operation.code(),
                now -> {
                  engine.authorizer().host(host, operation);
                  SnapshotImage taken = take(scope, engine.types().all(), now, signing);
                  Commit commit =
                      Commit.builder(AuditChain.HOST)
                          .event(event(Events.Who.of(host), taken.info(), now))
                          .build();
                  return Plan.commit(commit, () -> taken);
                });
    image.writeTo(out);
    return image.info();
  }

  private SnapshotSigner signer() {
    if (signer == null) {
      throw new IllegalStateException(
          "no snapshot without a signature: call snapshotSigningKey when building Latchkey");
    }
    return signer;
  }

  /**
   * Reads the newest changes, then the index. The feed's number is asked for before the entries, so
   * that each is at least as new as the snapshot says.
   */
  private SnapshotImage take(
      SnapshotScope scope, Collection<ApiType> types, Instant now, SnapshotSigner signing) {
    if (!follower.poll()) {
      throw new StoreUnavailableException(
          "the store does not say what is new. Try again.", false, null);
    }
    FeedPosition position = position();
    Set<ApiType> included = new HashSet<>(types);
    List<IndexEntry> entries = new ArrayList<>();
    index.forEachEntry(
        entry -> {
          if (included.contains(entry.terms().type())
              && scope.holds(entry.account().id(), entry.partner().id())) {
            entries.add(entry);
          }
        });
    return SnapshotImage.of(
        entries,
        new SnapshotPosition(position.epoch(), position.number(), now.toEpochMilli()),
        new SnapshotImage.Subject(scope, types.stream().map(ApiType::name).sorted().toList()),
        signing);
  }

  private FeedPosition position() {
    if (follower.regressed()) {
      throw new RefusedException(
          RefusalReason.NOT_AVAILABLE,
          "the store went back in time and nobody has accepted the restore: nothing is signed");
    }
    return follower
        .position()
        .orElseThrow(
            () -> new RefusedException(RefusalReason.NOT_AVAILABLE, "nothing is loaded yet"));
  }

  private static EventDraft event(Events.Who who, SnapshotInfo info, Instant now) {
    return Events.by(
        who,
        now,
        "snapshot_exported",
        Events.SNAPSHOT,
        info.fingerprint(),
        Map.of(
            "epoch", info.epoch(),
            "feed_number", Long.toString(info.feedNumber()),
            "keys", Integer.toString(info.keys()),
            "scope", info.scope().toString(),
            "signed_by", info.signedBy()));
  }
}
